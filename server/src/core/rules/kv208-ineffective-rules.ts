import { type ListField, spellingOf } from "../network/fields/field.ts";
import type { FindingFact } from "./facts/related-fact.ts";
import type { RuleList } from "./facts/path-facts.ts";
import { defaultAction, publicAccess } from "../access/effective.ts";
import type { Caller } from "../access/caller.ts";
import { placeOf } from "../access/gate-settings.ts";
import { cidrRules, publicPart } from "../access/ip-rules.ts";
import { enforcingIn, type Membership, membershipsOf } from "../access/perimeter.ts";
import { is } from "../evaluate/values/value.ts";
import { IpSet } from "../ip/ip-set.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import { clear, denyByDefault, fix, type Fix, set, settingTitle } from "../fixes/fix.ts";
import { placeOfList, placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Found, type Related, type Rule, finding } from "./rule.ts";

export const ineffectiveRules: Rule = {
  code: "KV208",
  name: "ineffective-rules",
  severity: "warning",
  fixable: true,
  references: [
    ...learn("templates/microsoft.keyvault/vaults", "key-vault/general/network-security"),
    "https://learn.microsoft.com/powershell/module/az.keyvault/add-azkeyvaultmanagedhsmnetworkrule",
  ],
  check: eachVault((vault, network) => {
    const memberships = membershipsOf(vault, network);
    const override = enforcedBy(memberships) ?? overrideOf(vault, network);
    if (!override) return [];
    return [
      checkList(vault, vault.ipRules, "ip", override, listedBy(vault)),
      // Managed HSMs and perimeters never support subnet rules: KV306 and KV407 report those.
      vault.kind === "vault" && memberships.length === 0
        ? checkList(vault, vault.subnetRules, "subnet", override, { kind: "internet" })
        : [],
    ].flat();
  }),
};

type Because = Extract<FindingFact, { readonly kind: "KV208" }>["because"];

/** The setting that overrides the rules. */
interface Override {
  readonly because: Because;
  /** As the syntax spells it. */
  readonly property: string;
  readonly related: Related;
  /** Make the rules work. */
  readonly fixes: readonly Fix[];
}

function checkList(
  vault: Vault,
  list: ListField<unknown>,
  name: RuleList,
  override: Override,
  decided: Caller,
): Found {
  const count = list.items.length;
  if (count === 0) return [];
  const { because, property } = override;
  return finding(vault, {
    fact: { kind: "KV208", list: name, count, because, property },
    span: placeOfList(list),
    decided,
    related: [override.related],
    fixes: [
      ...override.fixes,
      // The rules may be kept for when the setting changes, so removing them is more than cleanup.
      fix({
        title: { kind: "remove-list", list: name, count },
        target: vault,
        edits: [clear(list)],
      }),
    ],
  });
}

/** The public addresses in the rules that are known; any public client if there are none. */
function listedBy(vault: Vault): Caller {
  const ranges = cidrRules(vault).map(({ entry }) => publicPart(entry.range));
  const addresses = IpSet.unionOf(ranges);
  return addresses.isEmpty ? { kind: "internet" } : { kind: "addresses", addresses };
}

/** With an enforced perimeter the vault's own settings have no effect, so changing them does not fix it. */
function enforcedBy(memberships: readonly Membership[]): Override | null {
  const enforcing = enforcingIn(memberships);
  if (!enforcing) return null;
  const { accessMode } = enforcing.association;
  const related: Related = { fact: { kind: "perimeter-enforced" }, span: placeOf(accessMode) };
  return { because: "perimeter-enforced", property: spellingOf(accessMode), related, fixes: [] };
}

function overrideOf(vault: Vault, network: Network): Override | null {
  const access = publicAccess(vault).value;
  if (is(access, (word) => truth(word === "Disabled")) === "yes") return closed(vault, "disabled");
  if (is(access, (word) => truth(word === "SecuredByPerimeter")) === "yes")
    return closed(vault, "perimeter-decides");
  const isEnabled = is(access, (word) => truth(word === "Enabled")) === "yes";
  const allows = is(defaultAction(vault).value, (word) => truth(word === "Allow")) === "yes";
  return isEnabled && allows ? open(vault, network) : null;
}

function closed(vault: Vault, because: Because): Override {
  const field = vault.publicNetworkAccess;
  return {
    because,
    property: spellingOf(field),
    related: { fact: { kind: "overrides" }, span: placeOfSetting(vault, field) },
    fixes: [
      fix({ title: settingTitle(vault, field, "Enabled"), target: vault, edits: [set(field, "Enabled")] }),
    ],
  };
}

function open(vault: Vault, network: Network): Override {
  const isWritten = vault.defaultAction.value.kind !== "absent";
  const span = placeOfSetting(vault, vault.defaultAction);
  return {
    because: isWritten ? "allow" : "not-set",
    property: spellingOf(vault.defaultAction),
    related: { fact: { kind: "default-action" }, span },
    fixes: denyByDefault(vault, network, true),
  };
}
