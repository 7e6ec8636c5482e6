// @vitest-environment-options { "counts": "work" }
import { describe, expect, test, vi } from "vitest";
import { type Language, shapes } from "../../bench/growth-shapes.ts";
import { main } from "../../server/src/cli/main.ts";
import { workspace } from "../cli/workspace.ts";
import { testGrammar } from "../support/hcl-grammar.ts";
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
    grammar: () => testGrammar,
    input: () => ({ text: "" }),
  });
  expect(out).toContain('"vault');
}
