import type { AccessFileFault, NewNameFault } from "../../../server/src/core/access-file/problem.ts";
import type { TestFact } from "../../../server/src/core/access-file/test-fact.ts";
import type { TestFinding } from "../../../server/src/core/rules/facts/related-fact.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const faults: Samples<AccessFileFault> = {
  syntax: [{ fault: { kind: "expected-token", token: "TOKEN" } }],
  "wrong-type": [
    { types: ["object"] },
    { types: ["string", "array"] },
    { types: ["boolean"] },
    { types: ["integer"] },
  ],
  "missing-property": [{ properties: ["FIRST"] }, { properties: ["FIRST", "SECOND", "THIRD"] }],
  "unknown-property": [
    { property: "PROPERTY", known: ["FIRST", "SECOND"], near: null },
    { property: "PROPERTY", known: [], near: "NEAR" },
  ],
  "unknown-rule": [
    { rule: "RULE", near: null },
    { rule: "RULE", near: "NEAR" },
  ],
  "no-parameter-file": [{ path: "PATH" }],
  "unknown-parameter": [
    { parameter: "PARAMETER", near: null },
    { parameter: "PARAMETER", near: "NEAR" },
  ],
  "name-has-meaning": [{ name: "NAME" }],
  "repeated-key": [{ key: "KEY" }],
  "defined-above": [{ name: "NAME", path: "PATH" }],
  "not-one-of": [{ values: ["FIRST"] }, { values: ["FIRST", "SECOND"] }],
  empty: [{ what: "string" }, { what: "array" }],
  "wrong-format": [
    { value: "VALUE", format: "rule" },
    { value: "VALUE", format: "reason" },
    { value: "VALUE", format: "date" },
  ],
  "out-of-range": [
    { least: 1, most: null },
    { least: 0, most: 32 },
  ],
};

const newNames: Samples<NewNameFault> = {
  "blank-name": [{}],
  "spaces-around-name": [{ name: "NAME" }],
  "name-taken": [{ name: "NAME" }],
  "name-has-meaning": [{ name: "NAME" }],
};

const vault = { name: "VAULT", symbol: "kv", namedBy: null };
const where = { test: "TESTNAME", environments: ["PROD"], vault, more: 0 };
const from = "SOURCE";
const causes = { kind: "causes", causes: [{ kind: "parameter", name: "PARAMETER", domain: null }] } as const;

const facts: Samples<TestFact> = {
  "test-fails": [
    { ...where, shortfall: { kind: "reaches", from }, because: [{ kind: "no-network-rules" }] },
    { ...where, shortfall: { kind: "reaches", from }, because: [] },
    { ...where, more: 1, shortfall: { kind: "blocked", from }, because: [] },
    { ...where, more: 2, shortfall: { kind: "blocked", from }, because: [] },
    { ...where, environments: [], shortfall: { kind: "blocked", from }, because: [] },
    { ...where, shortfall: { kind: "some-reach", from, addresses: 1, of: 2 }, because: [] },
    { ...where, shortfall: { kind: "some-blocked", from, addresses: 1000, of: 2000 }, because: [] },
    {
      ...where,
      shortfall: { kind: "wrong-way", from, by: ["ipRule"], wanted: ["privateEndpoint"] },
      because: [],
    },
  ],
  "test-undecided": [
    { ...where, from, on: causes },
    { ...where, from, on: { kind: "causes", causes: [] } },
    { ...where, from, on: { kind: "egress" } },
    { ...where, from, on: { kind: "service" } },
    { ...where, from, on: { kind: "subnet" } },
    { ...where, from, on: { kind: "job" } },
  ],
  "exposure-test-fails": [
    { ...where, exposure: "public", allowed: ["private"] },
    { ...where, exposure: "selected", allowed: ["private", "perimeter"] },
    {
      ...where,
      vault: { ...vault, name: null, namedBy: "PARAMETER" },
      exposure: "perimeter",
      allowed: ["private"],
    },
  ],
  "exposure-test-undecided": [{ ...where, on: causes }],
  "no-environment": [
    { name: "NAME", near: null },
    { name: "NAME", near: "NEAR" },
  ],
  "environment-without-values": [{ name: "NAME" }],
  "environment-not-evaluated": [{ name: "NAME" }],
  "no-vault": [
    { name: "NAME", near: null },
    { name: "NAME", near: "NEAR" },
  ],
  "no-source": [
    { name: "NAME", near: null },
    { name: "NAME", near: "NEAR" },
  ],
  "source-unusable": [
    { name: "NAME", fault: { kind: "variable-not-set", variable: "VARIABLE" } },
    { name: null, fault: { kind: "variable-not-set", variable: "VARIABLE" } },
  ],
  "source-not-declared": [
    { name: "NAME", candidates: [] },
    { name: "NAME", candidates: ["FIRST", "SECOND", "THIRD"] },
  ],
  "source-ambiguous": [{ name: "NAME", candidates: ["FIRST", "SECOND"] }],
  "uses-no-vault": [{ name: "NAME" }],
};

const atPlaces: Samples<Extract<TestFinding, { readonly kind: "test-fails-here" }>> = {
  "test-fails-here": [
    { test: "TESTNAME", environments: [], vault, because: { kind: "vault-exposure", exposure: "public" } },
    {
      test: "TESTNAME",
      environments: ["PROD"],
      vault,
      because: { kind: "vault-exposure", exposure: "private" },
    },
    {
      test: "TESTNAME",
      environments: ["DEV", "PROD"],
      vault,
      because: { kind: "gate", facts: [{ kind: "no-network-rules" }] },
    },
  ],
};

export const placeSentences = sentences(
  "Failing access tests, reported on templates",
  atPlaces,
  (words) => (fact) => words.finding({ fact, label: null, among: null }),
);
export const accessFileSentences = sentences(
  "Mistakes in access files",
  faults,
  ({ accessFile }) => accessFile,
);
export const newNameSentences = sentences(
  "Names that sources and environments of access files cannot have",
  newNames,
  ({ newName }) => newName,
);
export const testSentences = sentences("Results of access tests", facts, ({ test: say }) => say);
export const resultSentences = sentences(
  "Results of access tests, next to their names",
  facts,
  ({ testResult }) => testResult,
  { omits: ["test", "environments"], repeats: true },
);
