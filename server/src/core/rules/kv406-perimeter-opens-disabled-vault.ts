import { publicAccess } from "../access/effective.ts";
import { placeOf } from "../access/gate-settings.ts";
import type { Membership } from "../access/perimeter.ts";
import { admittedRanges, inboundRules, membershipsOf } from "../access/perimeter.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import { set } from "../fixes/edit.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import type { Finding, Related, Rule } from "./rule.ts";
import { setTitle } from "../fixes/setting-title.ts";

export const perimeterOpensDisabledVault: Rule = {
  code: "KV406",
  name: "perimeter-opens-disabled-vault",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "A perimeter in learning mode admits addresses to a vault whose public access is disabled.",
  why: `In learning mode, the default of an association, the inbound rules of the perimeter are added to what the vault's own settings
admit, also where public network access is disabled. The vault is then reached from the internet although its template says that
it is not.`,
  fix: `Enforce the association, so that the perimeter alone decides and its log shows whom it denies, or remove the inbound rules. Its
rules admit as before then, and trusted services no longer pass.`,
  references: ["https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition"],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap((vault) => checkVault(vault, network)),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  const disabled = is(publicAccess(vault).value, (word) => truth(word === "Disabled"));
  if (disabled !== "yes") return [];
  return membershipsOf(vault, network)
    .filter((each) => each.holds === "yes" && each.mode.enforced === "no" && opens(each))
    .map((membership) => report(vault, membership));
}

function opens(membership: Membership): boolean {
  return !admittedRanges(membership).certain.isEmpty;
}

function report(vault: Vault, membership: Membership): Finding {
  const { association } = membership;
  const { accessMode } = association;
  return finding(vault, {
    fact: { kind: "KV406" },
    span: accessMode.value.kind === "absent" ? association.label : placeOf(accessMode),
    decided: { kind: "addresses", addresses: admittedRanges(membership).certain },
    related: [
      {
        fact: { kind: "disabled" },
        span: placeOfSetting(vault, vault.publicNetworkAccess),
      },
      ...inboundRules(membership).map(({ label }): Related => ({
        fact: { kind: "inbound-rule" },
        span: label,
      })),
    ],
    fixes: [
      fix({
        title: setTitle(accessMode, "Enforced", "blocks-trusted"),
        target: association,
        edits: [set(accessMode, "Enforced")],
      }),
    ],
  });
}
