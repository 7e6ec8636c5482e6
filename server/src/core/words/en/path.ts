import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { Apart, NextHopType, PathFact, SecurityRuleFact } from "../../access/path-fact.ts";
import type { Sentences } from "../words.ts";

const { publicBecause, effects, apart } = terms.path;

/** What is on the way to a vault, in the vocabulary of Azure Network Watcher. */
export const pathSentences: Sentences<PathFact> = {
  ...said(messages.path.pathSentences, () => ({ publicBecause, apart, perhapsApart, effects })),
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
  "next-hop": ({ hop, route, to, isOneOf }) =>
    `${isOneOf ? "Possible next hop" : "Next hop"}: ${hop}${to === null ? "" : ` ${to}`} (${route === null ? "System Route" : `route ${route}`})${(isOneOf ? undefined : hopEffects[hop]) ?? "."}`,
  "no-outbound-access": ({ of, isCertain }) => noOutboundAccess[of][isCertain ? "certain" : "unclear"],
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
