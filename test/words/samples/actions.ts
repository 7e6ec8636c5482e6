import type { ActionFact } from "../../../server/src/core/words/words.ts";
import type { Samples } from "../sentence-group.ts";
import { sentences } from "../sentence-group.ts";

const actions: Samples<ActionFact> = {
  suppress: [{ code: "CODE" }],
  explain: [{ code: "CODE" }],
  "open-documentation": [{ code: "CODE" }],
  "fix-all": [{}],
  "tests-break": [{ broken: 1 }, { broken: 2 }],
  "tests-pass": [
    { passing: 0, all: 1 },
    { passing: 1, all: 1 },
    { passing: 1, all: 2 },
    { passing: 2, all: 2 },
  ],
  "test-name": [
    { from: "SOURCE", vault: "VAULT", expect: "allow" },
    { from: "SOURCE", vault: "VAULT", expect: "deny" },
  ],
};

export const actionSentences = sentences("Actions", actions, (words) => words.action, {
  shape: /^\S.*[^.]$/,
});
