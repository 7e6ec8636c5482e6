import type { FailureFact } from "../../../server/src/core/logic/isolated.ts";
import type { StateFault } from "../../../server/src/core/syntax/syntax-fault.ts";
import type { GlobFault } from "../../../server/src/core/text/glob.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const failures: Samples<FailureFact> = {
  "internal-error": [{ error: "ERROR" }],
  "too-slow": [{ seconds: 1 }, { seconds: 60 }],
  silent: [{ seconds: 1 }, { seconds: 10 }],
  failed: [{}],
};

const globs: Samples<GlobFault> = {
  "empty-glob": [{}],
  "glob-too-long": [{ most: 1000 }],
  "too-many-alternatives": [{ most: 100 }],
};

const states: Samples<StateFault> = {
  "not-read": [{}],
  "not-a-state": [{}],
  syntax: [{ fault: { kind: "expected-token", token: "TOKEN" } }],
  failed: [{ why: { kind: "too-slow", seconds: 60 } }],
};

const shape = /^\S.*\S$/;

export const evaluationFailures = sentences("Reasons for no answer", failures, ({ failure }) => failure, {
  shape,
});
export const globSentences = sentences("Patterns of files", globs, ({ glob }) => glob, { shape });
export const stateFaults = sentences("Files that cannot be used as a state", states, ({ state }) => state, {
  shape,
});
