import { describe, expect, test } from "vitest";
import { countFailing } from "../../client/src/failing-tests.ts";
import type { TestNode } from "../../client/src/testing/test-nodes.ts";
import { leaves, messagesOf, testNodes } from "../../client/src/testing/test-nodes.ts";
import type { AccessFileResult, AccessTestOutcome } from "../../server/src/protocol.ts";

const range = (line: number) => ({ start: { line, character: 4 }, end: { line, character: 20 } });
const uri = "file:///infra/.keyvault-access.jsonc";
const template = "file:///infra/main.bicep";

const passed: AccessTestOutcome = {
  environment: null,
  outcome: "passed",
  assumed: false,
  rule: null,
  message: null,
  place: range(3),
  expected: "denied",
  actual: "denied",
  deciding: [],
};
const failed: AccessTestOutcome = {
  ...passed,
  outcome: "failed",
  rule: "KV601",
  message: "internet reaches kv.",
  actual: "allowed",
  deciding: [{ uri: template, range: range(9), text: "The default action is Allow.", vault: "kv" }],
};

function file(
  environments: AccessFileResult["environments"],
  results: readonly AccessTestOutcome[],
): AccessFileResult {
  const name = "Internet is blocked";
  const tests = [{ id: name, name, uri, range: range(3), nameRange: range(3), results }];
  return { uri, environments, problems: 0, tests, coverage: { vaults: [], sources: [] } };
}

describe("the rows of the Test Explorer", () => {
  test("without environments, tests are listed under their file", () => {
    expect(outline(testNodes([file([null], [passed])]))).toEqual([
      ".keyvault-access.jsonc",
      "  Internet is blocked: passed",
    ]);
  });

  test("with environments, they are listed under those they apply to", () => {
    const results = [{ ...failed, environment: "dev" }];
    expect(outline(testNodes([file(["dev", "prod"], results)]))).toEqual([
      ".keyvault-access.jsonc",
      "  dev",
      "    Internet is blocked: failed",
      "  prod",
    ]);
  });

  test("a test without names is listed under the file, regardless of environments", () => {
    expect(outline(testNodes([file(["dev"], [failed])]))).toEqual([
      ".keyvault-access.jsonc",
      "  dev",
      "  Internet is blocked: failed",
    ]);
  });

  test("each has an id of its own, and tests have a place for the gutter", () => {
    const results = ["dev", "prod"].map((environment) => ({ ...passed, environment }));
    const found = leaves(testNodes([file(["dev", "prod"], results)]));
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    expect(found.map((node) => node.range)).toEqual([range(3), range(3)]);
  });
});

describe("what is said of a test", () => {
  const messages = (outcome: AccessTestOutcome) =>
    leaves(testNodes([file([null], [outcome])])).flatMap(messagesOf);

  test("a failure is reported at the deciding place in the template", () => {
    expect(messages(failed)).toEqual([
      { uri: template, range: range(9), text: "internet reaches kv.\nThe default action is Allow." },
    ]);
  });

  test("and at the test itself where no template does", () => {
    expect(messages({ ...failed, deciding: [] })).toEqual([
      { uri, range: range(3), text: "internet reaches kv." },
    ]);
  });

  test("of one that holds nothing is said", () => {
    expect(messages(passed)).toEqual([]);
  });
});

test("a test that fails in two environments is one that fails", () => {
  const results = ["dev", "prod"].map((environment) => ({ ...failed, environment }));
  expect(countFailing([file(["dev", "prod"], results), file([null], [passed])])).toBe(1);
});

function outline(nodes: readonly TestNode[], indent = ""): readonly string[] {
  return nodes.flatMap(({ label, outcome, children }) => [
    `${indent}${label}${outcome ? `: ${outcome.outcome}` : ""}`,
    ...outline(children, `${indent}  `),
  ]);
}
