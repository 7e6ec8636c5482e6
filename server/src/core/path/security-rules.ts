import { type Absent, type Cause, distinctCauses, is, type Value } from "../evaluate/values/value.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { IpBounds, IpSet, publicAddresses } from "../ip/ip-set.ts";
import { agreed, all, any, type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { anyIn, isEmpty } from "../network/fields/lists.ts";
import { sameResource } from "../network/ids/links.ts";
import type { PrivateEndpoint } from "../network/network.ts";
import { causesOfSecurityRule } from "../network/path-causes.ts";
import type { SecurityGroup, SecurityRule, SecurityRuleEnd } from "../network/path-resources.ts";
import { foldWord } from "../text/fold.ts";
import { addressesOf, type Destination } from "./vault-addresses.ts";

/** What decides in a security group: a rule that is written, one that Azure adds to all, or one that is not visible. */
export type DecidingRule =
  | { readonly kind: "written"; readonly rule: SecurityRule }
  | { readonly kind: "default"; readonly name: DefaultRule; readonly allows: boolean }
  | { readonly kind: "unseen"; readonly because: readonly Cause[] };

type DefaultRule =
  | "AllowVnetOutBound"
  | "AllowInternetOutBound"
  | "DenyAllOutBound"
  | "AllowVnetInBound"
  | "DenyAllInBound";

/** Whether a security group lets packets through. */
export interface Filtered {
  readonly denies: Truth;
  /** What decides, or may: one rule where the answer is certain. */
  readonly by: readonly DecidingRule[];
  /** What it depends on which of them decides, and what they do. */
  readonly because: readonly Cause[];
}

/** Packets of a caller, from a subnet whose addresses are in the network's own range. */
export interface Packets {
  /** Only asked for where there are rules, as all that packets are compared with. */
  readonly sources: () => IpSet;
  readonly destination: Destination;
  /** The private endpoint that they go to, which application security groups may name. */
  readonly endpoint: PrivateEndpoint | null;
}

/**
 * Sends HTTPS packets through the rules of one direction: the lowest priority number that matches decides
 * (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview).
 */
export function filter(
  group: SecurityGroup,
  direction: "outbound" | "inbound",
  packets: Packets,
  hasAdminRules: boolean,
): Filtered {
  const written = group.rules
    .filter((rule) => isWord(rule.direction.value, direction) !== "no" && rule.exists.truth !== "no")
    .map((rule) => entryOf(rule, direction, packets));
  const ordered = written.toSorted((a, b) => a.order - b.order).map(({ entry }) => entry);
  const unseen = group.open.length > 0 || hasAdminRules ? [unseenRule(group.open)] : [];
  const traffic: Traffic = {
    sources: packets.sources(),
    destinations: packets.destination.addresses(),
  };
  const found = firstMatches([...unseen, ...ordered, ...defaultRules(direction, packets)], traffic);
  const by = found.flatMap((each) => each ?? []);
  return { denies: agreed(by.map(denies)), by, because: distinctCauses(by.flatMap(causesOfRule)) };
}

function causesOfRule(by: DecidingRule): readonly Cause[] {
  switch (by.kind) {
    case "written":
      return causesOfSecurityRule(by.rule);
    case "unseen":
      return by.because;
    case "default":
      return [];
  }
}

const everything = IpBounds.known(IpSet.all);

function denies(by: DecidingRule): Truth {
  switch (by.kind) {
    case "written":
      return isWord(by.rule.access.value, "deny");
    case "default":
      return truth(!by.allows);
    case "unseen":
      return "maybe";
  }
}

/** A rule of unknown priority may come before all others, or decide nothing. */
function entryOf(
  rule: SecurityRule,
  direction: "outbound" | "inbound",
  packets: Packets,
): { readonly order: number; readonly entry: Entry<DecidingRule> } {
  const priority = rule.priority.value.kind === "known" ? rule.priority.value.value : null;
  const { destination, endpoint } = packets;
  const { protocol, port } = destination.platform ?? { protocol: "tcp", port: 443 };
  const applies = all([
    rule.exists.truth,
    isWord(rule.direction.value, direction),
    any([isWord(rule.protocol.value, "*"), isWord(rule.protocol.value, protocol)]),
    hasPort(rule.destination.ports, port),
    hasAnyPort(rule.source.ports),
    priority === null ? "maybe" : "yes",
  ]);
  return {
    order: priority ?? 0,
    entry: {
      what: { kind: "written", rule },
      applies,
      // The caller is in the virtual network.
      sources: endBounds(
        rule.source,
        { ...destination, virtualNetwork: everything, service: null, platform: null },
        null,
      ),
      destinations: endBounds(rule.destination, destination, isMember(rule.destination, endpoint)),
    },
  };
}

/** `groups` says whether the packets' end is in one of the application security groups; null if that is not known. */
function endBounds(end: SecurityRuleEnd, meaning: Destination, groups: Truth | null): IpBounds {
  const words = end.prefixes.items.map(({ field }) =>
    field === end.prefix ? boundsOf(field.value, meaning) : listedBounds(field.value, meaning),
  );
  const open = end.prefixes.open.length > 0 ? [IpBounds.unknown] : [];
  const inGroups = groups ?? (isEmpty(end.groups) ? "no" : "maybe");
  return IpBounds.unionOf([
    ...words,
    ...open,
    inGroups === "yes" ? everything : inGroups === "maybe" ? IpBounds.unknown : IpBounds.none,
  ]);
}

/** Azure takes tags one at a time, and refuses those in lists: https://github.com/hashicorp/terraform-provider-azurerm/issues/5617. */
function listedBounds(value: Value<string> | Absent, meaning: Destination): IpBounds {
  const bounds = boundsOf(value, meaning);
  const isAddress = is(value, (word) => truth(classifyIpEntry(word.trim()).kind !== "garbage"));
  return isAddress === "yes" ? bounds : IpBounds.atMost(bounds.possible);
}

function boundsOf(value: Value<string> | Absent, meaning: Destination): IpBounds {
  switch (value.kind) {
    case "known":
      return addressesOf(value.value, meaning);
    case "oneOf": {
      const [first, ...others] = value.options.map((option) => addressesOf(option.value, meaning));
      if (!first) return IpBounds.unknown;
      const possible = IpBounds.unionOf([first, ...others]).possible;
      const certain = others.reduce((set, { certain }) => set.intersect(certain), first.certain);
      return IpBounds.between(certain, possible);
    }
    case "unknown":
      return IpBounds.unknown;
    case "absent":
      return IpBounds.none;
  }
}

/** A private endpoint is in the application security groups that it lists; public addresses are in none. */
function isMember({ groups }: SecurityRuleEnd, endpoint: PrivateEndpoint | null): Truth {
  if (!endpoint) return "no";
  const own = endpoint.applicationSecurityGroups;
  if (isEmpty(own)) return "no";
  return anyIn(groups, (group) => anyIn(own, (each) => sameResource(group, each)));
}

/** A connection starts at any port of the caller. */
function hasAnyPort(ports: ListField<string>): Truth {
  const isWhole = any([hasPort(ports, "any"), truth(isEmpty(ports))]);
  return isWhole === "yes" ? "yes" : "maybe";
}

/** The rules that every group ends with. */
function defaultRules(
  direction: "outbound" | "inbound",
  { destination }: Packets,
): readonly Entry<DecidingRule>[] {
  const internet = IpBounds.known(publicAddresses);
  const rule = (name: DefaultRule, allows: boolean, destinations: IpBounds): Entry<DecidingRule> => ({
    what: { kind: "default", name, allows },
    applies: "yes",
    sources: everything,
    destinations,
  });
  return direction === "outbound"
    ? [
        rule("AllowVnetOutBound", true, destination.virtualNetwork),
        rule("AllowInternetOutBound", true, internet),
        rule("DenyAllOutBound", false, everything),
      ]
    : [rule("AllowVnetInBound", true, destination.virtualNetwork), rule("DenyAllInBound", false, everything)];
}

/** Azure compares these words without case. */
export function isWord(value: Value<string> | Absent, word: string): Truth {
  return is(value, (each) => truth(foldWord(each) === word));
}

/** Whether a list of ports contains one, or all of them: `443`, `8000-8080`, `*`, also several with commas between them. */
export function hasPort(ports: ListField<string>, port: number | "any"): Truth {
  return anyIn(ports, (written) =>
    is(written, (text) => truth(text.split(",").some((each) => covers(each.trim(), port)))),
  );
}

function covers(text: string, port: number | "any"): boolean {
  if (text === "*") return true;
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return false;
  const [from, to] = [Number(first), Number(last ?? first)];
  return port === "any" ? from <= 1 && to >= 65_535 : from <= port && port <= to;
}

/** An entry of an ordered list of which the first one that matches decides, such as the rules of a security group. */
export interface Entry<T> {
  readonly what: T;
  /** Whether it applies to this traffic at all: it is deployed, and its ports and protocol match. */
  readonly applies: Truth;
  readonly sources: IpBounds;
  readonly destinations: IpBounds;
}

/** A rule that is not declared here may do anything with any packet. */
export function unseenRule(because: readonly Cause[]): Entry<{
  readonly kind: "unseen";
  readonly because: readonly Cause[];
}> {
  const everything = IpBounds.known(IpSet.all);
  const what = { kind: "unseen", because } as const;
  return { what, applies: "maybe", sources: everything, destinations: everything };
}

/** Packets from any of the sources to any of the destinations. */
interface Traffic {
  readonly sources: IpSet;
  readonly destinations: IpSet;
}

/**
 * The entries that can be the first one to match a packet, in order; `null` at the end if a packet can match none. One result
 * means that all packets are decided by it. Exact for every combination of source and destination, and of what the
 * entries leave open.
 */
export function firstMatches<T>(entries: readonly Entry<T>[], traffic: Traffic): readonly (T | null)[] {
  const deciding = new Set<Entry<T>>();
  let passes = false;
  for (const sources of alikeSources(entries, traffic.sources)) {
    let open = traffic.destinations;
    for (const entry of entries) {
      if (open.isEmpty) break;
      if (entry.applies === "no" || !sources.overlaps(entry.sources.possible)) continue;
      if (open.overlaps(entry.destinations.possible)) deciding.add(entry);
      const isCertain = entry.applies === "yes" && sources.isSubsetOf(entry.sources.certain);
      if (isCertain) open = open.minus(entry.destinations.certain);
    }
    passes ||= !open.isEmpty;
  }
  const found = entries.filter((entry) => deciding.has(entry)).map(({ what }) => what);
  return passes ? [...found, null] : found;
}

/** The sources in parts that no entry tells apart. */
function alikeSources<T>(entries: readonly Entry<T>[], sources: IpSet): readonly IpSet[] {
  const named = new Set(entries.flatMap((entry) => [entry.sources.certain, entry.sources.possible]));
  let parts: readonly IpSet[] = sources.isEmpty ? [] : [sources];
  for (const set of named) {
    if (sources.isSubsetOf(set) || !sources.overlaps(set)) continue;
    parts = parts.flatMap((part) => [part.intersect(set), part.minus(set)].filter((each) => !each.isEmpty));
  }
  return parts;
}
