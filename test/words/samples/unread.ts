import type { UnreadFact, UnreadReason } from "../../../server/src/core/words/words.ts";
import { type Samples, sentences } from "../sentence-group.ts";

const of = (kind: UnreadFact["kind"], reason: UnreadReason): Omit<UnreadFact, "kind"> & { source: string } =>
  ({ source: `${kind.toUpperCase()}-SOURCE`, reason }) as const;

const parts: Samples<UnreadFact> = {
  module: [
    of("module", "not downloaded"),
    { ...of("module", "only a folder with its name"), instead: { name: "FOLDER", file: "FILE.TF", line: 1 } },
    { ...of("module", "changed alias"), instead: { name: "REGISTRY", file: "BICEPCONFIG.JSON", line: 1 } },
    of("module", "not found"),
    of("module", "not readable"),
    of("module", "not a template"),
    of("template", "embedded in a resource"),
    of("module", "address not known"),
    of("module", "nested too deeply"),
  ],
  template: [
    of("template", "not downloaded"),
    of("template", "a submodule whose files are not in the revision"),
  ],
  resource: [of("resource", "type not known")],
  deployment: [of("deployment", "not downloaded")],
  state: [of("state", "kept elsewhere")],
  environment: [of("environment", "too many environments")],
  vault: [of("vault", "too many vaults")],
  limit: [of("limit", "limit module-calls")],
  pipeline: [of("pipeline", "syntax error")],
  script: [of("script", "too large")],
};

const shape = /^\S.*[^.]$/;
export const unreadSentences = sentences("What was not read", parts, ({ unread }) => unread.line, { shape });

export const unreadAdvice = sentences<UnreadFact>(
  "How to get it read",
  parts,
  ({ unread }) =>
    (fact) =>
      unread.advice(fact, "terraform init"),
  { omits: ["source", "instead"], repeats: true },
);
