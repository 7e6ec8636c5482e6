import { learn, type Rule } from "./rule.ts";

/** Found when pipelines and scripts are read, because these are not part of a template. */
export const pipelineBlocked: Rule = {
  code: "KV805",
  name: "pipeline-blocked",
  severity: "warning",
  summary: "A step on a hosted agent or runner accesses a vault that blocks it.",
  why: `Microsoft-hosted agents and GitHub-hosted runners are not trusted services, so *Allow trusted Microsoft services* does not help them.
Their addresses are those of Azure's data centers: more than a vault can list, and used by other customers as well. A vault that denies by
default and has no rule for such addresses answers with 403, and so does a vault with disabled public access. This is reported where it is
certain: the name of the vault is known, the vault is declared here, no script or pipeline gives it settings that allow such addresses, and no earlier
step of the same job allows its own address, or deploys templates with values that only the run knows, such as that address, or connects its machine to a VPN. It is also reported where a pipeline uses a variable group that Terraform links with
such a vault, as a hint where a query, an output, or a part of the name fits one declared vault only, and where it applies Terraform that declares secrets, keys, or certificates of one. A Managed DevOps Pool that
a template declares is judged by its subnet and what is on the way from there, and so is a pool that the access file describes as a source \`pool:NAME\`. Azure DevOps itself reads a variable group
when someone edits it, from the addresses of the service tag *AzureDevOps*. A task with
\`RunAsPreJob: true\` runs before all other steps of its job, so none of them can open the vault for it. Commands that only use Azure
Resource Manager, such as \`az keyvault show\`, are never blocked.`,
  fix: `Use self-hosted agents or runners in a subnet that the vault allows or that has a private endpoint, Managed DevOps Pools, or GitHub's private
networking. Or add the address of the machine to the vault's rules in an earlier step of the same job, and remove it in a step that always runs.`,
  references: learn(
    "devops/pipelines/release/key-vault-access",
    "devops/pipelines/agents/hosted",
    "key-vault/general/network-security",
  ),
  check: () => [],
};
