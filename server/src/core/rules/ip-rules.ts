import type { IpRule } from "../access/entries.ts";
import { ipRulesOf } from "../access/entries.ts";
import { judge } from "../access/verdict.ts";
import type { CidrEntry, IpEntry } from "../ip/ip-entry.ts";
import type { IpRange } from "../ip/ip-range.ts";
import { IpSet } from "../ip/ip-set.ts";
import type { Realm } from "../ip/well-known-ranges.ts";
import { publicAddresses, realmOf } from "../ip/well-known-ranges.ts";
import type { Network, Vault } from "../network/network.ts";

/** An IP rule whose text is known. */
export interface WrittenIpRule extends IpRule {
  readonly entry: IpEntry;
  readonly text: string;
}

/** An IP rule that Azure certainly reads as one address or CIDR. */
export interface CidrRule extends WrittenIpRule {
  readonly entry: CidrEntry;
}

/** The IP rules whose text is known, in order. */
export function writtenIpRules(vault: Vault): readonly WrittenIpRule[] {
  return ipRulesOf(vault).rules.flatMap((rule) => {
    const { value } = rule.item.field;
    const { entry } = rule;
    return entry && value.kind === "known" ? [{ ...rule, entry, text: value.value }] : [];
  });
}

/** The IP rules that are well-formed addresses or CIDRs, in order. */
export function cidrRules(vault: Vault): readonly CidrRule[] {
  return writtenIpRules(vault).filter((rule): rule is CidrRule => rule.entry.kind === "cidr");
}

/** Where the addresses of an entry live; null when it holds none. */
export function realmOfEntry(entry: IpEntry): Realm | null {
  return "range" in entry ? realmOf(entry.range) : null;
}

/** The addresses of a range that a client of the public endpoint can have. */
export function publicPart(range: IpRange): IpSet {
  return IpSet.of([range]).intersect(publicAddresses);
}

/** Whether it is the IP rules that let these addresses in, rather than a firewall that is off. */
export function admittedByRules(vault: Vault, network: Network, addresses: IpSet): boolean {
  const { verdict, reason } = judge(vault, network, { kind: "addresses", addresses });
  return verdict === "allowed" && reason === "ALLOW_IP_RULE";
}
