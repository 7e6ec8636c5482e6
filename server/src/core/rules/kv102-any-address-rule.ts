import { IpSet, publicAddresses } from "../ip/ip-set.ts";
import { fix, remove } from "../fixes/fix.ts";
import { admittedByRules, type WrittenIpRule, writtenIpRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const anyAddressRule: Rule = {
  code: "KV102",
  name: "any-address-rule",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault((vault, network) => {
    const culprits = fewestThatCover(writtenIpRules(vault));
    const [widest, ...others] = culprits;
    if (!widest || !admittedByRules(vault, network, addressesOf(culprits))) return [];
    return finding(vault, {
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
    });
  }),
};

/** The widest rules that together cover nearly all addresses; empty if all rules together do not. */
function fewestThatCover(rules: readonly WrittenIpRule[]): readonly WrittenIpRule[] {
  const isEnough = (some: readonly WrittenIpRule[]): boolean =>
    mayBeNearlyAll(some) && isNearlyAll(publicAddresses.minus(addressesOf(some)));
  if (!isEnough(rules)) return [];
  const byWidth = [...rules].sort((a, b) => b.bounds.certain.size - a.bounds.certain.size);
  let [tooFew, enough] = [0, byWidth.length];
  while (enough - tooFew > 1) {
    const half = Math.floor((tooFew + enough) / 2);
    if (isEnough(byWidth.slice(0, half))) enough = half;
    else tooFew = half;
  }
  return thatAdd(byWidth.slice(0, enough), IpSet.empty);
}

/** The rules that add addresses to those before them. Halved again and again, as there may be thousands that all do. */
function thatAdd(rules: readonly WrittenIpRule[], before: IpSet): readonly WrittenIpRule[] {
  if (addressesOf(rules).isSubsetOf(before)) return [];
  if (rules.length === 1) return rules;
  const half = Math.floor(rules.length / 2);
  const [first, second] = [rules.slice(0, half), rules.slice(half)];
  const ofSecond = addressesOf(second);
  const beforeSecond = before.intersect(ofSecond).union(addressesOf(first).intersect(ofSecond));
  return [...thatAdd(first, before), ...thatAdd(second, beforeSecond)];
}

/** Together they list no more than each on its own, which is far too little nearly always. */
function mayBeNearlyAll(rules: readonly WrittenIpRule[]): boolean {
  let most = 0;
  for (const { bounds } of rules) most += bounds.certain.size;
  return most >= publicAddresses.size - publicAddresses.size / 16;
}

/** At most one public address in 16 is left out. */
function isNearlyAll(missing: IpSet): boolean {
  return missing.size <= publicAddresses.size / 16;
}

function addressesOf(rules: readonly WrittenIpRule[]): IpSet {
  return IpSet.unionOf(rules.map((rule) => rule.bounds.certain)).intersect(publicAddresses);
}
