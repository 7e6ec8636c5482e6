import terms from "./terms.json" with { type: "json" };
import type { Apart, NextHopType, PathFact, SecurityRuleFact } from "../../access/path-fact.ts";
import type { Sentences } from "../words.ts";

const { publicBecause, effects, apart } = terms.path;

/** What is on the way to a vault, in the vocabulary of Azure Network Watcher. */
export const pathSentences: Sentences<PathFact> = {
  "way-not-declared": () =>
    "This subnet is not declared here; its security group and routes are assumed to allow the traffic.",
  "name-public": ({ why, isCertain }) =>
    isCertain
      ? `The vault's name resolves to its public address${publicBecause[why]}.`
      : `The vault's name may resolve to its public address${why === "redirected" ? ": the linked DNS zone asks public DNS for names that it does not have" : ""}.`,
  "name-private": ({ endpoint, isAssumed, isCertain }) =>
    !isCertain
      ? `The vault's name may resolve to private endpoint ${endpoint}.`
      : isAssumed
        ? `The vault's name is assumed to resolve to private endpoint ${endpoint}; no DNS record for it is declared here.`
        : `The vault's name resolves to private endpoint ${endpoint}.`,
  "name-missing": ({ link, isCertain }) =>
    !isCertain
      ? `The vault's name may not resolve (NXDOMAIN): ${link} links a DNS zone, and no record in it is declared here.`
      : `The vault's name does not resolve (NXDOMAIN): ${link} links a DNS zone that has no record of it.`,
  "dns-server-unknown": ({ address }) =>
    address === null
      ? "The DNS server is not known, so what the vault's name resolves to is not known either."
      : `DNS server ${address} is not declared here, so what the vault's name resolves to is not known.`,
  "zones-conflict": ({ links: [one, other] }) =>
    `${one} and ${other} link two DNS zones of one name to the network, which Azure refuses, so what the vault's name resolves to is not known.`,
  "dns-blocked": ({ isCertain }) =>
    isCertain
      ? "Azure DNS is blocked, so the vault's name does not resolve."
      : "Azure DNS may be blocked; then the vault's name does not resolve.",
  "no-security-group": () => "No network security group applies.",
  "security-group-unseen": ({ direction, machine }) => {
    const group =
      machine === null
        ? `${ends[direction]} network security group`
        : `network security group of network interface ${machine}`;
    return `The rules of the ${group} are not declared here; they are assumed to allow the traffic.`;
  },
  "security-rule": (fact) =>
    ruleSentence(fact, fact.rule === null ? null : `${fact.rule} (${fact.priority ?? "priority not known"})`),
  "default-security-rule": (fact) => ruleSentence(fact, `${fact.rule} (${fact.priority})`),
  "security-rules-unknown": ({ group }) =>
    `Network security group ${group} may have rules that are not known.`,
  "next-hop": ({ hop, route, to, isOneOf }) =>
    `${isOneOf ? "Possible next hop" : "Next hop"}: ${hop}${to === null ? "" : ` ${to}`} (${route === null ? "System Route" : `route ${route}`})${(isOneOf ? undefined : hopEffects[hop]) ?? "."}`,
  "next-hop-unknown": ({ route }) =>
    route === null
      ? "The route table may have routes that are not known."
      : `The next hop of route ${route} is not known.`,
  "routes-unseen": () => "The subnet's route table is not declared here; it is assumed to allow the traffic.",
  "past-subnet": ({ isCertain }) =>
    isCertain
      ? "Requests to public addresses leave from addresses of the service, not through the subnet: Route All is off."
      : "Whether requests to public addresses go through the subnet is not known: it depends on Route All.",
  "private-needs-route-all": ({ endpoint }) =>
    `Whether the app reaches private endpoint ${endpoint} is not known: on Linux, Route All has to be on.`,
  "no-outbound-access": ({ of, isCertain }) => noOutboundAccess[of][isCertain ? "certain" : "unclear"],
  "networks-not-connected": ({ endpoint, because, isCertain }) =>
    isCertain
      ? `The subnet's network does not reach private endpoint ${endpoint}: ${apart[because]}.`
      : `Whether the subnet's network reaches private endpoint ${endpoint} is not known: ${perhapsApart[because]}.`,
  "no-firewall": () => "There is no firewall on the path.",
  "firewall-rules-unseen": ({ firewall }) => `Firewall ${firewall} has rules that are not declared here.`,
  "firewall-rule": ({ firewall, collection, rule, effect }) =>
    `Firewall ${firewall}: ${effects[effect]} ${rule === null ? "a rule whose name is not known" : `rule ${rule}`}${collection === null ? "" : ` in ${collection}`}.`,
  "firewall-matches-nothing": ({ firewall }) =>
    `No rule of firewall ${firewall} allows requests to the vault, so it denies them.`,
};

const ends = { outbound: "subnet's", inbound: "private endpoint's" } as const;

function ruleSentence({ direction, group, machine, effect }: SecurityRuleFact, rule: string | null): string {
  const only = machine === null ? "" : `, for network interface ${machine} only`;
  const said = rule === null ? `an ${direction} rule whose name is not known` : `${direction} rule ${rule}`;
  return `${group}: ${effects[effect]} ${said}${only}.`;
}

const hopEffects: Readonly<Partial<Record<NextHopType, string>>> = {
  None: ": the traffic is dropped.",
  VirtualNetworkGateway: ": what happens to the traffic there is not known.",
};

const perhapsApart: Readonly<Record<Apart, string>> = {
  ...apart,
  peered: "the peering may not be deployed",
  "access-off": "the peering does not say whether it allows access",
  "subnets-left-out": "the peering is for some subnets only",
};

const noOutboundAccess = {
  subnet: terms.path.subnet,
  service: terms.path.service,
} as const;
