import { type IpRule, ipRulesOf } from "./entries.ts";
import { judge } from "./verdict.ts";
import { type CidrEntry, type IpEntry, realmOfEntry } from "../ip/ip-entry.ts";
import type { IpRange } from "../ip/ip-range.ts";
import { IpSet, publicAddresses, type Realm } from "../ip/ip-set.ts";
import { hops } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import type { Network, Vault } from "../network/network.ts";

/** An IP rule whose text is known. */
export interface WrittenIpRule extends IpRule {
  readonly entry: IpEntry;
  readonly text: string;
  /** The list that contains its addresses; null if it contains none. */
  readonly realm: Realm | null;
}

/** An IP rule that Azure certainly interprets as one address or CIDR. */
export interface CidrRule extends WrittenIpRule {
  readonly entry: CidrEntry;
}

/** The IP rules whose text is known, in order. Many rules of this product ask about them. */
export const writtenIpRules = memoize((vault: Vault): readonly WrittenIpRule[] =>
  ipRulesOf(vault).rules.flatMap((rule) => {
    const { item, entry, bounds } = rule;
    const { value } = item.field;
    if (!entry || value.kind !== "known") return [];
    return [{ item, entry, bounds, text: value.value, realm: realmOfEntry(entry) }];
  }),
);

/** The IP rules that are well-formed addresses or CIDRs, in order. */
export const cidrRules = memoize((vault: Vault): readonly CidrRule[] =>
  writtenIpRules(vault).filter((rule): rule is CidrRule => rule.entry.kind === "cidr"),
);

/** The addresses of a range that a client of the public endpoint can have. */
export function publicPart(range: IpRange): IpSet {
  return IpSet.of([range]).intersect(publicAddresses);
}

/** Whether the IP rules allow these addresses, rather than a firewall that is off. */
export function admittedByRules(vault: Vault, network: Network, addresses: IpSet): boolean {
  const { verdict, reason } = judge(vault, network, { kind: "addresses", addresses });
  return verdict === "allowed" && reason === "ALLOW_IP_RULE";
}

/** Whether nothing but the IP rules decides about these addresses, and they allow each of them. */
export function admittedEach(vault: Vault, network: Network, addresses: IpSet): boolean {
  const { verdict, steps } = judge(vault, network, { kind: "addresses", addresses });
  const first = steps.find(({ outcome }) => outcome !== "continue" && outcome !== "not-applicable");
  return verdict === "allowed" && first?.outcome === "allow" && first.gate.reason === "ALLOW_IP_RULE";
}

/** A rule that another one makes redundant. */
export interface CoveredRule {
  readonly rule: CidrRule;
  readonly by: CidrRule;
}

/**
 * CIDR ranges are either nested or disjoint, so that, sorted by start and then by width, whatever a range contains
 * directly follows it. Of equal ones, the first that is written stays.
 */
export function coveredRules(rules: readonly CidrRule[]): readonly CoveredRule[] {
  const sorted = [...rules].sort(
    (a, b) =>
      a.entry.range.first - b.entry.range.first ||
      b.entry.range.last - a.entry.range.last ||
      a.item.index - b.item.index,
  );
  const covered: CoveredRule[] = [];
  let outer: CidrRule | null = null;
  for (const rule of sorted) {
    if (outer && rule.entry.range.last <= outer.entry.range.last) covered.push({ rule, by: outer });
    else outer = rule;
  }
  return covered.sort((a, b) => a.rule.item.index - b.rule.item.index);
}

/** The rules that no other rule covers, in order. */
export function outermostRules(rules: readonly CidrRule[]): readonly CidrRule[] {
  const needless = new Set(coveredRules(rules).map((each) => each.rule));
  return rules.filter((rule) => !needless.has(rule));
}

/** Whether some of the rules are a default, in whose place a deployment may give other values, and others stay then. */
export function mayDiffer(...rules: readonly CidrRule[]): boolean {
  return new Set(rules.map(({ item }) => defaultOf(item))).size > 1;
}

/** The parameter whose default an item comes from. */
function defaultOf({ whole, field }: CidrRule["item"]): string | null {
  const { value } = field;
  const own = value.kind === "absent" ? [] : hops(value.origin);
  const passed = [...field.through, ...hops(whole.origin), ...own];
  return passed.find(({ via }) => via === "parameter default")?.name ?? null;
}
