import { knownText } from "../evaluate/values/value.ts";
import type { SecurityRuleFact } from "../access/path-fact.ts";
import { linkTo } from "../network/ids/links.ts";
import type { Network, Subnet } from "../network/network.ts";
import type { SecurityGroup, SecurityRule } from "../network/security-groups.ts";
import { isWord } from "../path/security-rules.ts";
import { foldWord } from "../text/fold.ts";

/** The tags of addresses that Azure answers at inside of every network. */
export type PlatformTag = "AzurePlatformDNS" | "AzurePlatformIMDS";

interface PlatformRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  readonly fact: Extract<SecurityRuleFact, { readonly kind: "security-rule" }>;
}

/** The outbound rules of a subnet's security group that deny one of these addresses by its tag. */
export function platformRules(tag: PlatformTag, subnet: Subnet, network: Network): readonly PlatformRule[] {
  const link = linkTo(subnet.securityGroup.value, network.securityGroups);
  if (link.kind !== "declared") return [];
  const group = link.to;
  return group.rules
    .filter((rule) => denies(rule, tag))
    .map((rule) => ({ group, rule, fact: factOf(rule, group) }));
}

function denies({ direction, access, destination, exists }: SecurityRule, tag: PlatformTag): boolean {
  const isOutbound = isWord(direction.value, "outbound") === "yes" && isWord(access.value, "deny") === "yes";
  const names = destination.prefixes.items.some(({ field }) => isWord(field.value, foldWord(tag)) === "yes");
  return exists.truth !== "no" && isOutbound && names;
}

function factOf({ name, priority }: SecurityRule, { symbol }: SecurityGroup): PlatformRule["fact"] {
  return {
    kind: "security-rule",
    direction: "outbound",
    group: symbol,
    machine: null,
    rule: knownText(name),
    priority: priority.value.kind === "known" ? priority.value.value : null,
    effect: "denies",
  };
}
