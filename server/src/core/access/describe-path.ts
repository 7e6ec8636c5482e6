import { knownText, type Value } from "../evaluate/values/value.ts";
import { all, type Truth } from "../logic/truth.ts";
import type { DecidingFirewallRule } from "../path/firewall-rules.ts";
import type { Answer } from "../path/answers.ts";
import type { Resolution } from "../path/names.ts";
import type { PassedGroup, PassedHop, Way } from "../path/way.ts";
import { type DecidingRule, isWord } from "../path/security-rules.ts";
import type { Span } from "../text/document.ts";
import { distinctFacts, type GateFact } from "./gate-fact.ts";
import type { Effect, PathFact, SecurityRuleFact } from "./path-fact.ts";

/** What the name resolves to, or which server decides about that. */
export function nameFacts({ answers, unknownServer }: Resolution): readonly GateFact[] {
  if (unknownServer) return [{ kind: "dns-server-unknown", address: unknownServer.address }];
  const conflict = answers.find(({ kind }) => kind === "conflict");
  if (conflict) return [answerFact(conflict, false)];
  const isCertain = answers.length === 1;
  const said = answers.filter((answer) => !answers.some((other) => isSaidBetter(answer, other)));
  return distinctFacts(said.map((answer) => [answerFact(answer, isCertain)])).slice(0, mostShown);
}

/** Whether an endpoint that the name is assumed to lead to is also one that it may lead to because of a zone. */
function isSaidBetter(answer: Answer, by: Answer): boolean {
  if (answer.kind !== "private" || by.kind !== "private") return false;
  return answer.isAssumed && !by.isAssumed && answer.endpoint === by.endpoint;
}

/** Of many answers or rules that may decide, a trace names the first. */
const mostShown = 3;

function answerFact(answer: Answer, isCertain: boolean): PathFact {
  switch (answer.kind) {
    case "private":
      return {
        kind: "name-private",
        endpoint: answer.endpoint.symbol,
        isAssumed: answer.isAssumed,
        isCertain,
      };
    case "public":
      return { kind: "name-public", why: answer.why, isCertain };
    case "missing":
      return { kind: "name-missing", link: answer.link.symbol, isCertain };
    case "conflict": {
      const [one, other] = answer.links;
      return { kind: "zones-conflict", links: [one.symbol, other.symbol] };
    }
  }
}

/** What an answer of DNS comes from. */
export function placeOfAnswer(answer: Answer): Span | null {
  if (answer.kind === "missing") return answer.link.label;
  if (answer.kind === "conflict") return answer.links[1].label;
  return answer.kind === "private" ? answer.endpoint.label : null;
}

/** The rule that decides in a security group, or those that may. */
export function groupFacts({ direction, at, group, filtered, applies }: PassedGroup): readonly GateFact[] {
  if (!group || !filtered) return [{ kind: "security-group-unseen", direction, machine: at?.symbol ?? null }];
  // Of an interface, the sentence says that it is for that only.
  const isCertain = all([at ? "yes" : applies, filtered.denies]) !== "maybe";
  const [first] = filtered.by;
  const shown = isCertain && first ? [first] : filtered.by.slice(0, mostShown);
  return shown.map((by) =>
    ruleFact(by, { direction, group: group.symbol, machine: at?.symbol ?? null }, isCertain),
  );
}

function ruleFact(
  by: DecidingRule,
  place: Pick<SecurityRuleFact, "direction" | "group" | "machine">,
  isCertain: boolean,
): PathFact {
  switch (by.kind) {
    case "unseen":
      return { kind: "security-rules-unknown", group: place.group };
    case "default": {
      const effect = isCertain ? (by.allows ? "allows" : "denies") : "unclear";
      return {
        kind: "default-security-rule",
        ...place,
        rule: by.name,
        priority: defaultPriorities[by.name],
        effect,
      };
    }
    case "written": {
      const { rule } = by;
      const priority = rule.priority.value.kind === "known" ? rule.priority.value.value : null;
      const effect = isCertain ? effectOf(isWord(rule.access.value, "deny")) : "unclear";
      return { kind: "security-rule", ...place, rule: knownText(rule.name), priority, effect };
    }
  }
}

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
const defaultPriorities = {
  AllowVnetOutBound: 65_000,
  AllowInternetOutBound: 65_001,
  DenyAllOutBound: 65_500,
  AllowVnetInBound: 65_000,
  DenyAllInBound: 65_500,
} as const;

function effectOf(denies: Truth): Effect {
  return denies === "maybe" ? "unclear" : denies === "yes" ? "denies" : "allows";
}

/** The rule that decides, or the group. */
export function placeOfGroup({ group, filtered }: PassedGroup): Span | null {
  const [first] = filtered?.by ?? [];
  return first?.kind === "written" ? first.rule.label : (group?.label ?? null);
}

/** The next hop, or what keeps packets from getting there; null for a way without visible hops. */
export function hopFact(passed: PassedHop | null, { answer, connected }: Way): PathFact {
  if (!passed) {
    if (answer.kind !== "private" || !connected) return { kind: "way-not-declared" };
    const because = connected.why === "same-network" ? "peered" : connected.why;
    return connected.answer === "yes"
      ? { kind: "next-hop", hop: "InterfaceEndpoint", route: null, to: answer.endpoint.symbol }
      : {
          kind: "networks-not-connected",
          endpoint: answer.endpoint.symbol,
          because,
          isCertain: connected.answer === "no",
        };
  }
  const { hop } = passed;
  switch (hop.kind) {
    case "internet":
      return passed.drops !== "no"
        ? {
            kind: "no-outbound-access",
            of: passed.stoppedBy ?? "subnet",
            isCertain: passed.drops === "yes",
          }
        : { kind: "next-hop", hop: "Internet", route: routeName(hop), to: null };
    case "none":
      return { kind: "next-hop", hop: "None", route: routeName(hop), to: null };
    case "firewall":
      return { kind: "next-hop", hop: "VirtualAppliance", route: routeName(hop), to: hop.firewall.symbol };
    case "appliance":
      return { kind: "next-hop", hop: "VirtualAppliance", route: routeName(hop), to: hop.address };
    case "gateway":
      return { kind: "next-hop", hop: "VirtualNetworkGateway", route: routeName(hop), to: null };
    case "service-endpoint":
      return { kind: "next-hop", hop: "VirtualNetworkServiceEndpoint", route: null, to: null };
    case "private-endpoint":
      return { kind: "next-hop", hop: "InterfaceEndpoint", route: null, to: hop.endpoint.symbol };
    case "outside":
      return answer.kind === "private"
        ? { kind: "private-needs-route-all", endpoint: answer.endpoint.symbol }
        : { kind: "past-subnet", isCertain: hop.integration.routesPublic === "no" };
    case "unknown":
      return { kind: "next-hop-unknown", route: routeName(hop) };
    case "unseen":
      return { kind: "routes-unseen" };
  }
}

/** A route without a known name is called by its prefix. */
function routeName({
  route,
}: {
  readonly route: {
    readonly name: Value;
    readonly prefix: { readonly value: Value | { readonly kind: "absent" } };
  } | null;
}): string | null {
  if (!route) return null;
  const { value } = route.prefix;
  return (
    knownText(route.name) ?? (value.kind === "known" && typeof value.value === "string" ? value.value : "?")
  );
}

/** The route that decides, or a link of the peering. */
export function placeOfHop(passed: PassedHop | null, { connected }: Way): Span | null {
  if (!passed) return connected?.links[0]?.label ?? null;
  return "route" in passed.hop ? (passed.hop.route?.label ?? null) : null;
}

/** The rule of a firewall that decides, or those that may. */
export function firewallFacts({ hop, firewall }: PassedHop): readonly PathFact[] {
  const name = hop.kind === "firewall" ? hop.firewall.symbol : "";
  if (!firewall) return [{ kind: "firewall-rules-unseen", firewall: name }];
  const isCertain = firewall.denies !== "maybe";
  return firewall.by.slice(0, isCertain ? 1 : mostShown).map((by) => firewallFact(by, name, isCertain));
}

function firewallFact(by: DecidingFirewallRule | null, firewall: string, isCertain: boolean): PathFact {
  if (!by) return { kind: "firewall-matches-nothing", firewall };
  if (by.kind === "unseen") return { kind: "firewall-rules-unseen", firewall };
  const effect = isCertain ? effectOf(isWord(by.collection.action.value, "deny")) : "unclear";
  return {
    kind: "firewall-rule",
    firewall,
    collection: knownText(by.collection.name),
    rule: knownText(by.rule.name),
    effect,
  };
}

/** The rule that decides, or the firewall. */
export function placeOfFirewall({ hop, firewall }: PassedHop): Span | null {
  const [first] = firewall?.by ?? [];
  if (first?.kind === "written") return first.rule.label;
  return hop.kind === "firewall" ? hop.firewall.label : null;
}
