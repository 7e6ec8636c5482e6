import { IpBounds, IpSet } from "../ip/ip-set.ts";
import type { Text } from "../evaluate/values/plain.ts";
import { type Absent, type Cause, distinctCauses, is, type Value } from "../evaluate/values/value.ts";
import { agreed, all, any, type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { anyIn, isEmpty, mayHaveMore } from "../network/fields/lists.ts";
import { linkTo } from "../network/ids/links.ts";
import type {
  ApplicationRule,
  Firewall,
  FirewallDns,
  FirewallPolicy,
  FirewallRule,
  NetworkRule,
  RuleCollection,
  RuleCollectionGroup,
} from "../network/firewall.ts";
import type { Network } from "../network/network.ts";
import { causesOfCollection, causesOfCollectionGroup, causesOfFirewallRule } from "../network/path-causes.ts";
import { type Entry, firstMatches, hasPort, isWord, unseenRule } from "./security-rules.ts";
import { addressesOf, type Destination, hasName, type Host } from "./vault-addresses.ts";

/** What decides in a firewall: a rule, or one that is not visible. */
export type DecidingFirewallRule =
  | { readonly kind: "written"; readonly collection: RuleCollection; readonly rule: FirewallRule }
  | { readonly kind: "unseen"; readonly because: readonly Cause[] };

/** Whether a firewall lets packets through. */
export interface FirewallAnswer {
  readonly denies: Truth;
  /** What decides, or may; null for packets that no rule matches, which are denied. */
  readonly by: readonly (DecidingFirewallRule | null)[];
  /** What it depends on which of them decides, and what they do. */
  readonly because: readonly Cause[];
}

/** The packets, and the host in their requests. */
export interface Request {
  readonly sources: () => IpSet;
  readonly destination: Destination;
  readonly host: Host;
}

/**
 * Sends HTTPS requests through the rules of a firewall: network rules come before application rules, whatever their priorities,
 * and what no rule matches is denied (https://learn.microsoft.com/azure/firewall/rule-processing). Null if its rules are
 * declared elsewhere.
 */
export function firewallAnswer(
  firewall: Firewall,
  request: Request,
  network: Network,
): FirewallAnswer | null {
  const sets = ruleSetsOf(firewall, network);
  if (!sets) return null;
  const context: Context = { request, network, dns: firewallDns(firewall, network) };
  const entries = [
    ...(sets.open.length > 0 ? [unseenRule(sets.open)] : []),
    ...orderedEntries(sets.groups, "network", context),
    ...orderedEntries(sets.groups, "application", context),
  ];
  const traffic = { sources: request.sources(), destinations: request.destination.addresses() };
  const by = firstMatches(entries, traffic);
  const places = sets.groups.flatMap((groups) => groups.flatMap(causesOfCollectionGroup));
  const because = distinctCauses([...by.flatMap(causesOfRule), ...places]);
  return { denies: agreed(by.map(denies)), by, because };
}

function causesOfRule(by: DecidingFirewallRule | null): readonly Cause[] {
  if (!by) return [];
  if (by.kind === "unseen") return by.because;
  return [...causesOfCollection(by.collection), ...causesOfFirewallRule(by.rule)];
}

interface Context {
  readonly request: Request;
  readonly network: Network;
  readonly dns: FirewallDns;
}

const everything = IpBounds.known(IpSet.all);

function denies(by: DecidingFirewallRule | null): Truth {
  if (!by) return "yes";
  return by.kind === "unseen" ? "maybe" : isWord(by.collection.action.value, "deny");
}

/** The DNS settings in force: those of the policy, if there is one. */
export function firewallDns(firewall: Firewall, network: Network): FirewallDns {
  const link =
    firewall.policy.value.kind === "absent" ? null : linkTo(firewall.policy.value, network.firewallPolicies);
  return link?.kind === "declared" ? link.to.dns : firewall.dns;
}

/** The collections that decide in a firewall and can be seen here, in the order in which it asks them. */
export function collectionsOf(firewall: Firewall, network: Network): readonly RuleCollection[] {
  const groups = ruleSetsOf(firewall, network)?.groups ?? [];
  return groups.flat().flatMap(({ rules }) => rules.collections);
}

interface RuleSets {
  /** Those of parents first. */
  readonly groups: readonly (readonly RuleCollectionGroup[])[];
  /** Why there may be more of them; empty when these are all. */
  readonly open: readonly Cause[];
}

/** With a policy, the firewall's own rules and settings are ignored. */
function ruleSetsOf(firewall: Firewall, network: Network): RuleSets | null {
  const { label, exists, rules } = firewall;
  if (firewall.policy.value.kind === "absent") {
    const { slot } = firewall.policy;
    const priority = {
      value: { kind: "absent" as const, within: slot.near },
      slot,
      through: [],
      encode: () => null,
    };
    return { groups: [[{ label, exists, priority, rules }]], open: rules.open };
  }
  const policies = policyChain(firewall.policy.value, network);
  if (!policies) return null;
  return {
    groups: policies.toReversed().map(({ groups }) => groups),
    open: policies.flatMap(({ open, groups }) => [...open, ...groups.flatMap(({ rules }) => rules.open)]),
  };
}

/** A policy with its parents; null if one of them is declared elsewhere. */
function policyChain(
  id: Value<string | Text> | Absent,
  network: Network,
  seen: readonly FirewallPolicy[] = [],
): readonly FirewallPolicy[] | null {
  if (id.kind === "absent") return seen;
  const link = linkTo(id, network.firewallPolicies);
  if (link.kind !== "declared" || seen.includes(link.to)) return null;
  if (link.to.instance.declaration.existing || link.to.exists.truth !== "yes") return null;
  return policyChain(link.to.base.value, network, [...seen, link.to]);
}

/** Parent before child, then the priorities of groups and collections, then the order of the file. */
function orderedEntries(
  policies: RuleSets["groups"],
  kind: FirewallRule["kind"],
  context: Context,
): readonly Entry<DecidingFirewallRule>[] {
  return policies.flatMap((groups) =>
    byPriority(groups).flatMap(({ item: group, isKnown }) =>
      byPriority(group.rules.collections).flatMap(({ item: collection, isKnown: isOrdered }) =>
        collectionEntries(collection, kind, context, all([group.exists.truth, truth(isKnown && isOrdered)])),
      ),
    ),
  );
}

interface Prioritized<T> {
  readonly item: T;
  /** False if its place in the order is not known: then it may come first, or decide nothing. */
  readonly isKnown: boolean;
}

function byPriority<T extends Pick<RuleCollection, "priority" | "exists">>(
  items: readonly T[],
): readonly Prioritized<T>[] {
  return items
    .filter(({ exists }) => exists.truth !== "no")
    .map((item) => {
      const { value } = item.priority;
      return {
        item,
        order: value.kind === "known" ? value.value : 0,
        isKnown: value.kind !== "unknown" && value.kind !== "oneOf",
      };
    })
    .toSorted((a, b) => a.order - b.order);
}

function collectionEntries(
  collection: RuleCollection,
  kind: FirewallRule["kind"],
  context: Context,
  isOrdered: Truth,
): readonly Entry<DecidingFirewallRule>[] {
  const rules = collection.rules.filter((rule) => rule.kind === kind);
  const certain = all([collection.exists.truth, isOrdered === "yes" ? "yes" : "maybe"]);
  const entries = rules.map((rule): Entry<DecidingFirewallRule> => ({
    what: { kind: "written", collection, rule },
    applies: all([certain, rule.kind === "network" ? "yes" : matchesName(rule, context)]),
    sources: boundsOf(rule.sources, rule.sourceGroups, inNetwork, context.network),
    destinations: rule.kind === "network" ? networkDestinations(rule, context) : everything,
  }));
  return collection.open.length > 0 ? [...entries, unseenRule(collection.open)] : entries;
}

/** Sources of firewall rules are addresses, never tags. */
const inNetwork: Destination = {
  addresses: () => IpSet.all,
  virtualNetwork: IpBounds.none,
  region: () => null,
  service: null,
};

function networkDestinations(rule: NetworkRule, { request, network, dns }: Context): IpBounds {
  const isHttps = all([
    any(["any", "tcp"].map((protocol) => hasWord(rule.protocols, protocol))),
    hasPort(rule.ports, 443),
  ]);
  if (isHttps === "no") return IpBounds.none;
  const named = hasName(rule.fqdns, request.host, false);
  const isProxy = is(dns.proxy.value, truth);
  const bounds = IpBounds.unionOf([
    boundsOf(rule.destinations, rule.destinationGroups, request.destination, network),
    // Names in network rules need the firewall to answer DNS queries.
    named === "no" ? IpBounds.none : named === "yes" && isProxy === "yes" ? everything : IpBounds.unknown,
  ]);
  return isHttps === "yes" ? bounds : IpBounds.atMost(bounds.possible);
}

function matchesName(rule: ApplicationRule, { request }: Context): Truth {
  const named = hasName(rule.fqdns, request.host, true);
  const https = rule.protocols.map(({ type, port }) =>
    all([isWord(type.value, "https"), is(port.value, (each) => truth(each === 443))]),
  );
  return all([
    any([named, isEmpty(rule.fqdnTags) && isEmpty(rule.webCategories) ? "no" : "maybe"]),
    any([...https, mayHaveMore(rule.openProtocols)]),
  ]);
}

function hasWord(words: ListField<string>, word: string): Truth {
  return anyIn(words, (value) => isWord(value, word));
}

function boundsOf(
  words: ListField<string>,
  groups: ListField<string | Text>,
  meaning: Destination,
  network: Network,
): IpBounds {
  return IpBounds.unionOf([
    ...words.items.map(({ field: { value } }) =>
      value.kind === "known" ? addressesOf(value.value, meaning) : IpBounds.unknown,
    ),
    ...groups.items.map(({ field }) => groupBounds(field.value, meaning, network)),
    ...(words.open.length + groups.open.length > 0 ? [IpBounds.unknown] : []),
  ]);
}

function groupBounds(id: Value<string | Text> | Absent, meaning: Destination, network: Network): IpBounds {
  const link = linkTo(id, network.ipGroups);
  if (link.kind !== "declared" || link.to.instance.declaration.existing) return IpBounds.unknown;
  const { items, open } = link.to.addresses;
  const bounds = items.map(({ field: { value } }) =>
    value.kind === "known" ? addressesOf(value.value, meaning) : IpBounds.unknown,
  );
  return IpBounds.unionOf([...bounds, ...(open.length > 0 ? [IpBounds.unknown] : [])]);
}
