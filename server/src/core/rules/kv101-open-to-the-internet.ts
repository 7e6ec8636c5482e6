import { spellingOf } from "../network/fields/field.ts";
import type { FindingFact } from "./facts/related-fact.ts";
import { judge } from "../access/verdict.ts";
import type { Network, Vault } from "../network/network.ts";
import { closeForAllButSubnets } from "../fixes/close-and-keep.ts";
import { denyByDefault, disablePublicAccess } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { decidingPlace } from "./questions/deciding-place.ts";
import { learn, eachVault, type Finding, type Found, type Rule, finding } from "./rule.ts";
import type { Span } from "../text/document.ts";

export const openToTheInternet: Rule = {
  code: "KV101",
  name: "open-to-the-internet",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/general/network-security", "templates/microsoft.keyvault/vaults"),
  alsoKnownAs: [
    "CKV_AZURE_109",
    "CKV_AZURE_189",
    "AVD-AZU-0013",
    "AZU-0013",
    "azure-keyvault-specify-network-acl",
    "AZU020",
    "Azure.KeyVault.Firewall",
    "55615ac9-af46-4a59-874e-391cc3dfb490",
  ],
  check: eachVault(checkVault),
};

/** If IP rules list all addresses, KV102 reports them instead. */
function checkVault(vault: Vault, network: Network): Found {
  const { verdict, reason, steps } = judge(vault, network, { kind: "internet" });
  if (verdict !== "allowed" || reason === "ALLOW_IP_RULE") return [];
  if (reason === "ALLOW_PERIMETER_RULE")
    return [openedByPerimeter(vault, decidingPlace(steps) ?? vault.label)];
  return finding(vault, {
    fact: because(vault),
    span: placeOfSetting(vault, vault.defaultAction),
    decided: { kind: "internet" },
    fixes: [
      ...denyByDefault(vault, network, true),
      ...closeForAllButSubnets(vault, network),
      ...disablePublicAccess(vault, network, false),
    ],
  });
}

/** What the perimeter allows does not depend on the settings of the vault, so none of them would close it. */
function openedByPerimeter(vault: Vault, span: Span): Finding {
  return finding(vault, {
    fact: { kind: "KV101", because: "perimeter-rule" },
    span,
    decided: { kind: "internet" },
    related: [{ fact: { kind: "vault-declared" }, span: vault.label }],
  });
}

function because({ defaultAction, networkAcls }: Vault): FindingFact {
  if (defaultAction.value.kind !== "absent")
    return { kind: "KV101", property: spellingOf(defaultAction), because: "allow" };
  return networkAcls.value.kind === "absent"
    ? { kind: "KV101", property: spellingOf(networkAcls), because: "rules-not-set" }
    : { kind: "KV101", property: spellingOf(defaultAction), because: "default-action-not-set" };
}
