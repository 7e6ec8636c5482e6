import { lacksProperty } from "../access/effective.ts";
import { judge } from "../access/verdict.ts";
import type { Network, Vault } from "../network/network.ts";
import { set } from "../fixes/edit.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix } from "../fixes/fix.ts";
import type { Finding, Rule } from "./rule.ts";
import type { Fix } from "../fixes/fix.ts";

export const networkAclsImplicit: Rule = {
  code: "KV108",
  name: "network-acls-implicit",
  severity: "hint",
  onByDefault: false,
  fixable: true,
  summary: "A vault that is closed by other means has no network rules.",
  why: `What a deployment makes of network rules that it leaves out while the vault has some is not documented; Terraform's
azurerm keeps them, because the block is computed. Public access that is enabled later, by hand or by policy, then opens the
vault to whatever those rules are, or to everybody.`,
  fix: "Write the rules that are meant to hold once public access is enabled.",
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap((vault) => checkVault(vault, network)),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  if (vault.networkAcls.value.kind !== "absent") return [];
  if (judge(vault, network, { kind: "internet" }).verdict !== "denied") return [];
  return [
    finding(vault, {
      fact: { kind: "KV108" },
      span: vault.label,
      fixes: lacksProperty(vault, "networkAcls") ? [] : [writeRules(vault)],
    }),
  ];
}

/** The bypass is written as it is by default, so that nobody's access changes. */
function writeRules(vault: Vault): Fix {
  return fix({
    title: { kind: "add-deny-rules" },
    preferred: true,
    keepsAccess: true,
    target: vault,
    edits: [set(vault.defaultAction, "Deny"), set(vault.bypass, "AzureServices")],
  });
}
