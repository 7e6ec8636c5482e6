import { lacksProperty } from "../access/effective.ts";
import { judge } from "../access/verdict.ts";
import { isDefault } from "../evaluate/values/value.ts";
import type { Vault } from "../network/network.ts";
import { fix, type Fix, set } from "../fixes/fix.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const networkAclsImplicit: Rule = {
  code: "KV108",
  name: "network-acls-implicit",
  severity: "hint",
  onByDefault: false,
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault((vault, network) => {
    if (vault.networkAcls.value.kind !== "absent") return [];
    if (judge(vault, network, { kind: "internet" }).verdict !== "denied") return [];
    return finding(vault, {
      fact: { kind: "KV108" },
      span: vault.label,
      fixes: lacksProperty(vault, "networkAcls") ? [] : [writeRules(vault)],
    });
  }),
};

/** The bypass is written with its default value, so that access does not change. */
function writeRules(vault: Vault): Fix {
  const { value: access } = vault.publicNetworkAccess;
  return fix({
    title: { kind: "add-deny-rules" },
    preferred: true,
    keepsAccess: access.kind === "absent" || !isDefault(access),
    target: vault,
    edits: [set(vault.defaultAction, "Deny"), set(vault.bypass, "AzureServices")],
  });
}
