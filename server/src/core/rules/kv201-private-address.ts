import { subnetLabel } from "../access/source.ts";
import { entryOfText } from "../ip/ip-entry.ts";
import type { IpRange } from "../ip/ip-range.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Item } from "../network/fields/field.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { fix, type Fix, remove } from "../fixes/fix.ts";
import { writtenIpRules } from "../access/ip-rules.ts";
import { wayInBySubnetRule } from "../fixes/open-path.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const privateAddress: Rule = {
  code: "KV201",
  name: "private-address",
  severity: "error",
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault(function* (vault, network) {
    for (const { item, entry, realm, text } of writtenIpRules(vault)) {
      if (realm !== "private") continue;
      yield finding(vault, {
        fact: { kind: "KV201", rule: text },
        span: placeOfItem(item),
        fixes: [
          // The rule was intended for a real caller, so removing it is more than cleanup.
          fix({
            title: { kind: "remove", what: text, blocksUnlisted: false },
            preferred: true,
            target: vault,
            edits: [remove(vault.ipRules, [item])],
          }),
          ...("range" in entry ? subnetFixes(vault, network, { item, text, range: entry.range }) : []),
        ],
      });
    }
  }),
};

/** A rule for the subnets with these addresses is what was intended; missing service endpoints are added. */
function subnetFixes(vault: Vault, network: Network, rule: PrivateRule): readonly Fix[] {
  const { item, text, range } = rule;
  const meant = network.subnets.filter((subnet) => isMeant(subnet, IpSet.of([range])));
  const ways = meant.map((subnet) => wayInBySubnetRule(vault, subnet)).filter((way) => way !== null);
  if (ways.length === 0 || ways.length < meant.length) return [];
  const title = { kind: "replace-with-subnet-rule", rule: text, subnets: meant.map(subnetLabel) } as const;
  const edits = [remove(vault.ipRules, [item]), ...ways.flatMap((way) => way.edits)];
  return [fix({ title, target: vault, edits, beside: ways.flatMap((way) => way.beside) })];
}

interface PrivateRule {
  readonly item: Item<string>;
  readonly text: string;
  readonly range: IpRange;
}

/** Whether a subnet is contained in a range, or contains it. */
function isMeant({ prefixes }: Subnet, range: IpSet): boolean {
  return prefixes.some((prefix) => {
    const entry = prefix.kind === "known" ? entryOfText(prefix.value) : null;
    if (entry?.kind !== "cidr") return false;
    const own = IpSet.of([entry.range]);
    return own.isSubsetOf(range) || range.isSubsetOf(own);
  });
}
