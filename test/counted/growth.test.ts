// @vitest-environment-options { "counts": "work" }
import { describe, expect, test, vi } from "vitest";
import { type Language, shapes } from "../../bench/growth-shapes.ts";
import { main } from "../../server/src/cli/main.ts";
import { templateText, vaultResource, workspace } from "../cli/workspace.ts";
import { workOf } from "./work.ts";

const languages: readonly Language[] = ["ARM JSON", "Bicep", "Terraform"];

/** What `npm run bench -- growth` measures in time depends on the machine; the work counted here does not. */
vi.setConfig({ testTimeout: 240_000 });

describe.each(shapes.map((shape) => [shape.what, shape] as const))("%s", (_, { files }) => {
  test.each(languages)("the work grows with their number in %s, not faster", (language) => {
    const work = (count: number): number => workOfChecking(files(count, language));
    // The first run also prepares what all share.
    work(2);
    const [few, more, most] = [work(4), work(8), work(16)];
    // Twice as many more cost twice as much more: a sum over pairs would cost four times as much.
    expect(most - more).toBeLessThan(2.1 * (more - few));
  });
});

const closedVault = (rules: readonly object[]): object =>
  vaultResource("kv", { defaultAction: "Deny", bypass: "None", ipRules: rules });
const openVault = `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } }
}
`;
const lines = (line: string, count: number): string => `${line}\n`.repeat(count);

/** What made the work grow with the square of their number. */
test.each<readonly [what: string, count: number, files: (count: number) => Readonly<Record<string, string>>]>(
  [
    [
      "IP rules that contain each other",
      100,
      (count) => ({
        "main.json": templateText([
          closedVault(numbers(count).map((each) => ({ value: `20.0.0.0/${8 + (each % 24)}` }))),
        ]),
      }),
    ],
    [
      "IP rules that contain each other, from a parameter",
      100,
      (count) => ({
        "main.bicep": `param rules array = [\n${numbers(count)
          .map((each) => `  { value: '20.0.0.0/${8 + (each % 24)}' }\n`)
          .join("")}]\n${openVault.replace("'Allow'", "'Deny', ipRules: rules")}`,
      }),
    ],
    ["quotes behind a vault", 400, (count) => ({ "main.bicep": openVault + lines("'", count) })],
    ["words before a vault", 400, (count) => ({ "main.bicep": lines("a b", count) + openVault })],
    [
      "quotes in JSON",
      400,
      (count) => ({ "main.json": templateText([closedVault([])]) + lines('"', count) }),
    ],
    [
      "comments that match nothing",
      200,
      (count) => ({
        "main.bicep": lines("// keyvault-network-ignore KV103: x", count) + openVault,
        "other.bicep": lines("// keyvault-network-ignore KV103: x", count) + openVault,
      }),
    ],
  ],
)("the work grows with the number of %s, not with its square", (_, count, files) => {
  const work = (each: number): number => workOfChecking(new Map(Object.entries(files(each))));
  work(2);
  const [few, more, most] = [work(count), work(2 * count), work(4 * count)];
  expect(most - more).toBeLessThan(2.2 * (more - few));
});

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function workOfChecking(files: ReadonlyMap<string, string>): number {
  const { path, remove } = workspace(Object.fromEntries(files));
  const found = path(".");
  const work = workOf(() => {
    run(["check", found, "--format", "json"]);
    run(["simulate", found, "--from", "internet", "--format", "json"]);
  });
  remove();
  return work;
}

function run(argv: readonly string[]): void {
  let out = "";
  main(argv, {
    out: (text) => (out += text),
    error: () => undefined,
    color: false,
    input: () => ({ text: "" }),
  });
  expect(out).toContain('"vault');
}
