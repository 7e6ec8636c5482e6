import { IpSet } from "../ip/ip-set.ts";
import { publicAddresses } from "../ip/well-known-ranges.ts";
import type { Network, Vault } from "../network/network.ts";
import { remove } from "../fixes/edit.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { fix } from "../fixes/fix.ts";
import type { WrittenIpRule } from "../access/ip-rules.ts";
import { admittedByRules, writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import type { Finding, Rule } from "./rule.ts";

export const anyAddressRule: Rule = {
  code: "KV102",
  name: "any-address-rule",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "IP rules list every public address, or nearly every one.",
  why: `A rule such as \`0.0.0.0/0\`, or several that add up to it like \`0.0.0.0/1\` and \`128.0.0.0/1\`, undoes a default
action of *Deny*: the firewall is on and stops nobody.`,
  fix: "Remove these rules, and list the addresses that need the vault.",
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap((vault) => checkVault(vault, network)),
};

function checkVault(vault: Vault, network: Network): readonly Finding[] {
  const culprits = fewestThatCover(writtenIpRules(vault));
  const [widest, ...others] = culprits;
  if (!widest || !admittedByRules(vault, network, addressesOf(culprits))) return [];
  return [
    finding(vault, {
      fact: {
        kind: "KV102",
        rules: others.length === 0 ? widest.text : culprits.length,
        holdsAll: publicAddresses.isSubsetOf(addressesOf(culprits)),
      },
      span: placeOfItem(widest.item),
      decided: { kind: "addresses", addresses: addressesOf(culprits) },
      related: others.map((rule) => ({ fact: { kind: "together" }, span: placeOfItem(rule.item) })),
      fixes: [
        fix({
          title:
            others.length === 0
              ? { kind: "remove", what: widest.text, blocksUnlisted: true }
              : { kind: "remove-ip-rules", count: culprits.length, blocksUnlisted: true },
          preferred: true,
          target: vault,
          edits: [
            remove(
              vault.ipRules,
              culprits.map((rule) => rule.item),
            ),
          ],
        }),
      ],
    }),
  ];
}

/** The widest rules, until they cover nearly all; none when all rules together do not. */
function fewestThatCover(rules: readonly WrittenIpRule[]): readonly WrittenIpRule[] {
  // Most lists are far from that, and a thousand rules are told apart at once more quickly than one by one.
  if (!isNearlyAll(publicAddresses.minus(addressesOf(rules)))) return [];
  const byWidth = [...rules].sort((a, b) => b.bounds.certain.size - a.bounds.certain.size);
  const taken: WrittenIpRule[] = [];
  let missing = publicAddresses;
  for (const rule of byWidth) {
    if (isNearlyAll(missing)) break;
    if (!missing.overlaps(rule.bounds.certain)) continue;
    taken.push(rule);
    missing = missing.minus(rule.bounds.certain);
  }
  return isNearlyAll(missing) ? taken : [];
}

/** At most one public address in 16 is left out. */
function isNearlyAll(missing: IpSet): boolean {
  return missing.size <= publicAddresses.size / 16;
}

function addressesOf(rules: readonly WrittenIpRule[]): IpSet {
  return IpSet.unionOf(rules.map((rule) => rule.bounds.certain)).intersect(publicAddresses);
}
