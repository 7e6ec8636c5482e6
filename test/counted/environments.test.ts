// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { ordinaryBicep } from "../../bench/templates.ts";
import type { Analysis } from "../../server/src/core/index.ts";
import { analyze, check } from "../../server/src/core/index.ts";
import { known } from "../../server/src/core/evaluate/values/value.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { workOf } from "./work.ts";

/** The work of judging a template in one more environment. */
function further(length: number): number {
  const files = filesInMemory({ "/main.bicep": ordinaryBicep(length) });
  const judged = (name: string): Analysis => {
    const span = { document: `/main.${name}.bicepparam`, start: 0, end: 0 };
    const set = new Map([["location", known(name, { span })]]);
    return analyze({ root: "/main.bicep", files, environment: { name, parameters: [], set } });
  };
  check(judged("first"));
  check(judged("second"));
  return workOf(() => {
    check(judged("third"));
  });
}

it("in a further environment, resources that have nothing to do with vaults cost nothing", () => {
  // Both have one vault and one network; the second has some 20 more of the others.
  further(4_000);
  expect(further(12_000) - further(4_000)).toBeLessThan(20);
});
