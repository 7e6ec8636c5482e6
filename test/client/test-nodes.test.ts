import { describe, expect, test } from "vitest";
import {
  leaves,
  messagesOf,
  sayOutcome,
  type TestNode,
  testNodes,
} from "../../client/src/testing/test-nodes.ts";
import { sayRun } from "../../client/src/testing/run-words.ts";
import { starter } from "../../client/src/testing/starter.ts";
import { sayTally, tallyOf } from "../../client/src/test-tally.ts";
import { readAccessFile } from "../../server/src/core/index.ts";
import { english } from "./english.ts";
import type { AccessFileResult, AccessTestOutcome } from "../../server/src/protocol/access-tests.ts";

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
  deciding: [
    {
      uri: template,
      range: range(9),
      text: "internet can reach 'kv'. The default action is Allow.",
      vault: "kv",
    },
  ],
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
    leaves(testNodes([file([null], [outcome])])).flatMap((node) => messagesOf(english, node));

  test("a run prints what decides, and where", () => {
    const [node] = leaves(testNodes([file(["dev"], [{ ...failed, environment: "dev" }])]));
    const printed = (node ? sayOutcome(english, node) : "").split("\n    ");
    expect(printed.slice(0, -1)).toEqual([
      "✗ Internet is blocked (dev)",
      "internet can reach 'kv'. The default action is Allow.\nExpected: denied\nActual: allowed",
    ]);
    expect(printed.at(-1)).toMatch(/:10$/);
  });

  test("a failure is reported at the deciding place in the template", () => {
    expect(messages(failed)).toEqual([
      {
        uri: template,
        range: range(9),
        text: "internet can reach 'kv'. The default action is Allow.\nExpected: denied\nActual: allowed",
      },
    ]);
  });

  test("and at the test itself where no template does", () => {
    expect(messages({ ...failed, deciding: [] })).toEqual([
      { uri, range: range(3), text: "internet reaches kv.\nExpected: denied\nActual: allowed" },
    ]);
  });

  test("one that names what does not exist has nothing to compare", () => {
    const missing = { ...failed, message: "No vault matches 'kw'.", expected: "", actual: "", deciding: [] };
    expect(messages(missing)).toEqual([{ uri, range: range(3), text: "No vault matches 'kw'." }]);
  });

  test("of one that holds nothing is said", () => {
    expect(messages(passed)).toEqual([]);
  });
});

describe("the count of tests", () => {
  const inBoth = ["dev", "prod"].map((environment) => ({ ...failed, environment }));

  test("one that fails in two environments is one that fails", () => {
    const tally = tallyOf([file(["dev", "prod"], inBoth), file([null], [passed])]);
    expect(tally).toEqual({ all: 2, passing: 1, failing: ["Internet is blocked"] });
    expect(sayTally(english, tally)).toEqual(["1 of 2 access tests pass", "Fails: Internet is blocked"]);
  });

  test("one that is skipped does not pass", () => {
    const tally = tallyOf([file([null], [{ ...passed, outcome: "skipped" }])]);
    expect(sayTally(english, tally)).toEqual(["0 of 1 access test passes"]);
  });

  test("above a test, its result is next to Run", () => {
    const inOne = inBoth.map((each) =>
      each.environment === "dev" ? each : { ...each, outcome: "passed" as const },
    );
    const titles = [[], [passed], [failed], inBoth, inOne].map((results) => sayRun(english, results));
    expect(titles).toEqual([
      "$(play) Run",
      "$(play) Run · passes",
      "$(play) Run · fails",
      "$(play) Run · fails in dev, prod",
      "$(play) Run · fails in dev",
    ]);
  });
});

describe("a new access file", () => {
  test.each([
    ["without environments", []],
    ["with the environments that were found", ["dev", "prod"]],
  ])("%s has one test and no mistake", (_, environments) => {
    const text = starter(english, environments);
    const read = readAccessFile({ id: "/.keyvault-access.jsonc", text });
    expect(read.problems).toEqual([]);
    expect(read.tests.map(({ name }) => name)).toEqual(["Internet is blocked"]);
    expect(text.includes("//")).toBe(environments.length > 0);
    for (const name of environments) expect(text).toContain(`"${name}"`);
  });
});

function outline(nodes: readonly TestNode[], indent = ""): readonly string[] {
  return nodes.flatMap(({ label, outcome, children }) => [
    `${indent}${label}${outcome ? `: ${outcome.outcome}` : ""}`,
    ...outline(children, `${indent}  `),
  ]);
}
