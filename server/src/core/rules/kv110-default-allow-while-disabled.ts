import { spellingOf } from "../network/fields/field.ts";
import { judge } from "../access/verdict.ts";
import { is, isDefault } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { defaultAction } from "../access/effective.ts";
import type { Vault } from "../network/network.ts";
import { fix, set, setTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const defaultAllowWhileDisabled: Rule = {
  code: "KV110",
  name: "default-allow-while-disabled",
  severity: "info",
  fixable: true,
  references: learn("templates/microsoft.keyvault/vaults", "key-vault/general/network-security"),
  // Other rules report these default actions, whether or not public access is disabled.
  alsoKnownAs: [
    "CKV_AZURE_109",
    "AVD-AZU-0013",
    "AZU-0013",
    "azure-keyvault-specify-network-acl",
    "AZU020",
    "Azure.KeyVault.Firewall",
  ],
  check: eachVault((vault, network) => {
    const { verdict, reason } = judge(vault, network, { kind: "internet" });
    const isMasked = verdict === "denied" && reason === "DENY_PUBLIC_ACCESS_DISABLED";
    if (!isMasked || !isAllowWritten(vault)) return [];
    const { defaultAction: field } = vault;
    const { value: access } = vault.publicNetworkAccess;
    return finding(vault, {
      fact: { kind: "KV110", property: spellingOf(field) },
      span: placeOfSetting(vault, field),
      decided: { kind: "internet" },
      related: [
        {
          fact: { kind: "disabled" },
          span: placeOfSetting(vault, vault.publicNetworkAccess),
        },
      ],
      fixes: [
        fix({
          title: setTitle(field, "Deny"),
          preferred: true,
          keepsAccess: access.kind === "absent" || !isDefault(access),
          target: vault,
          edits: [set(field, "Deny")],
        }),
      ],
    });
  }),
};

function isAllowWritten(vault: Vault): boolean {
  const { value, byDefault } = defaultAction(vault);
  return !byDefault && is(value, (word) => truth(word === "Allow")) === "yes";
}
