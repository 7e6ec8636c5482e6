// @vitest-environment-options { "counts": "work" }
import { expect, test } from "vitest";
import { main } from "../../server/src/cli/main.ts";
import { closed, templateText, vaultResource, workspace } from "../cli/workspace.ts";
import { workOf } from "./work.ts";

test("the work grows with sources and their tests, not with their product", () => {
  const content = (count: number): object => ({
    sources: Object.fromEntries(numbers(count).map((each) => [`s${each}`, { ip: "20.1.1.1" }])),
    tests: numbers(count).map((each) => ({ from: `s${each}`, to: "kv", expect: "deny" })),
  });
  const work = (count: number): number => {
    const at = workspace({
      "main.json": templateText([vaultResource("kv", closed)]),
      ".keyvault-access.jsonc": JSON.stringify({ version: 1, ...content(count) }),
    });
    const counted = workOf(() => {
      expect(main(["test", at.path(".")], host)).toBe(0);
    });
    at.remove();
    return counted;
  };
  work(10);
  const [few, more, most] = [work(500), work(1000), work(2000)];
  expect(most - more).toBeLessThan(2.3 * (more - few));
});

const host = {
  out: () => undefined,
  error: () => undefined,
  color: false,
  input: () => ({ text: "" }),
};

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
