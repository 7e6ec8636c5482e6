import { publicAccess } from "../access/effective.ts";
import { placeOf } from "../access/gate-settings.ts";
import { admittedRanges, inboundRules, type Membership, membershipsOf } from "../access/perimeter.ts";
import { is } from "../evaluate/values/value.ts";
import { type IpSet, publicAddresses } from "../ip/ip-set.ts";
import { truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import { fix, set, setTitle } from "../fixes/fix.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Finding, type Related, type Rule, finding } from "./rule.ts";

export const perimeterOpensDisabledVault: Rule = {
  code: "KV406",
  name: "perimeter-opens-disabled-vault",
  severity: "warning",
  fixable: true,
  references: learn("private-link/network-security-perimeter-transition"),
  check: eachVault((vault, network) => {
    const disabled = is(publicAccess(vault).value, (word) => truth(word === "Disabled"));
    if (disabled !== "yes") return [];
    return membershipsOf(vault, network)
      .filter((each) => each.holds === "yes" && each.mode.enforced === "no" && opens(each))
      .map((membership) => report(vault, membership));
  }),
};

function opens(membership: Membership): boolean {
  return !admittedClients(membership).isEmpty;
}

/** The public addresses that its rules certainly allow; private ones are not seen at the public endpoint. */
function admittedClients(membership: Membership): IpSet {
  return admittedRanges(membership).certain.intersect(publicAddresses);
}

function report(vault: Vault, membership: Membership): Finding {
  const { association } = membership;
  const { accessMode } = association;
  return finding(vault, {
    fact: { kind: "KV406" },
    span: accessMode.value.kind === "absent" ? association.label : placeOf(accessMode),
    decided: { kind: "addresses", addresses: admittedClients(membership) },
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
