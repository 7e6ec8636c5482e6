import { nameOf } from "../access/vault-label.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";
import { type ClosedVault, vaultsClosedToRunner } from "./questions/consumer-verdicts.ts";
import { failsToo } from "./questions/related-resources.ts";

export const runnerBlocked: Rule = {
  code: "KV505",
  name: "runner-blocked",
  severity: "warning",
  summary: "Terraform writes to or reads from a vault that blocks the machine it runs on.",
  why: `At every plan and apply, the azurerm provider accesses secrets, keys, and certificates through the vault's own endpoint, and so through
its firewall. The machine that runs Terraform is not a trusted service. The vault or its perimeter denies by default, and no rule or
private endpoint could apply to that machine, so the run fails with 403 *ForbiddenByFirewall* or *ForbiddenByConnection*.`,
  fix: `List the address or subnet of the machine, run Terraform in a network with a private endpoint to the vault, or write secrets and keys
through Azure Resource Manager (\`azapi_resource\` of type \`Microsoft.KeyVault/vaults/secrets\`), which the firewall does not affect.`,
  references: learn("key-vault/general/network-security", "key-vault/general/rest-error-codes"),
  check: (network) =>
    vaultsClosedToRunner(network)
      .filter(({ isCertain }) => isCertain)
      .map(report),
};

function report({ vault, contents: [first, ...others], obstacle, blocks }: ClosedVault): Finding {
  return finding(vault, {
    fact: { kind: "KV505", content: first ? nameOf(first) : null, obstacle },
    span: first?.label ?? vault.label,
    decided: { kind: "internet" },
    related: [blocks, ...failsToo(first, others)],
  });
}
