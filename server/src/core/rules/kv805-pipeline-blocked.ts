import { learn, type Rule } from "./rule.ts";

/** Found when pipelines and scripts are read, because these are not part of a template. */
export const pipelineBlocked: Rule = {
  code: "KV805",
  name: "pipeline-blocked",
  severity: "warning",
  references: learn(
    "devops/pipelines/release/key-vault-access",
    "devops/pipelines/agents/hosted",
    "key-vault/general/network-security",
  ),
  check: () => [],
};
