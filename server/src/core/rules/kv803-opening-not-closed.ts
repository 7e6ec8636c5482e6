import { learn, type Rule } from "./rule.ts";

/** Found where all scripts of a repository are known, those in templates among them (`workspace/outside`). */
export const openingNotClosed: Rule = {
  code: "KV803",
  name: "opening-not-closed",
  severity: "info",
  references: learn("devops/pipelines/release/key-vault-access", "devops/pipelines/process/conditions"),
  check: () => [],
};
