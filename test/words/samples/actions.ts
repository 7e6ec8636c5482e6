import type { ActionFact } from "../../../server/src/core/words/words.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const actions: Samples<ActionFact> = {
  suppress: [{ code: "CODE" }],
  explain: [{ code: "CODE" }],
  "open-documentation": [{ code: "CODE" }],
  "fix-all": [{}],
  "close-vault": [{}],
  "tests-change": [
    { fixed: [], broken: [] },
    { fixed: [{ test: "TESTNAME", environments: [] }], broken: [] },
    { fixed: [{ test: "TESTNAME", environments: ["PROD"] }], broken: [{ test: "OTHER", environments: [] }] },
    { fixed: [], broken: [{ test: "TESTNAME", environments: ["DEV", "PROD"] }] },
    {
      fixed: [],
      broken: [
        { test: "FIRST", environments: [] },
        { test: "SECOND", environments: [] },
      ],
    },
  ],
  "test-group": [
    { of: "known", vault: "VAULT", expect: "allow" },
    { of: "consumers", vault: "VAULT", expect: "allow" },
    { of: "jobs", vault: "VAULT", expect: "deny" },
    { of: "sources", vault: "VAULT", expect: "deny" },
  ],
  "test-name": [
    { from: "SOURCE", vault: "VAULT", expect: "allow" },
    { from: "SOURCE", vault: "VAULT", expect: "deny" },
  ],
};

export const actionSentences = sentences("Actions", actions, (words) => words.action, {
  shape: /^\S.*[^.]$/,
});
