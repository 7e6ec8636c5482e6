import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { Apart, NextHopType, PathFact, SecurityRuleFact } from "../../access/path-fact.ts";
import type { Sentences } from "../words.ts";

const { publicBecause, effects, apart } = terms.path;

/** Was auf dem Pfad zu einem Key Vault liegt, in den Begriffen von Azure Network Watcher. */
export const pathSentences: Sentences<PathFact> = {
  ...said(messages.path.pathSentences, () => ({ publicBecause, ends, apart, perhapsApart, effects })),
  "security-rule": (fact) =>
    ruleSentence(
      fact,
      fact.rule === null ? null : `${fact.rule} (${fact.priority ?? "Priorität nicht bekannt"})`,
    ),
  "default-security-rule": (fact) => ruleSentence(fact, `${fact.rule} (${fact.priority})`),
  "next-hop": ({ hop, route, to, isOneOf }) =>
    `${isOneOf ? "Möglicher nächster Hop" : "Nächster Hop"}: ${hop}${to === null ? "" : ` ${to}`} (${route === null ? "Systemroute" : `Route ${route}`})${(isOneOf ? undefined : hopEffects[hop]) ?? "."}`,
  "no-outbound-access": ({ of, isCertain }) => noOutboundAccess[of][isCertain ? "certain" : "unclear"],
};

const ends = { outbound: "des Subnetzes", inbound: "am privaten Endpunkt" } as const;

const directions = { outbound: "ausgehende", inbound: "eingehende" } as const;

function ruleSentence({ direction, group, machine, effect }: SecurityRuleFact, rule: string | null): string {
  const only = machine === null ? "" : `, nur für die Netzwerkschnittstelle ${machine}`;
  const said =
    rule === null
      ? `eine ${directions[direction]} Regel, deren Name nicht bekannt ist`
      : `die ${directions[direction]} Regel ${rule}`;
  return `${group}: ${effects[effect]} ${said}${only}.`;
}

const hopEffects: Readonly<Partial<Record<NextHopType, string>>> = {
  None: ": Der Datenverkehr wird verworfen.",
  VirtualNetworkGateway: ": Was dort mit dem Datenverkehr geschieht, ist nicht bekannt.",
};

const perhapsApart: Readonly<Record<Apart, string>> = {
  ...apart,
  peered: "Das Peering wird möglicherweise nicht bereitgestellt",
  "access-off": "Das Peering legt nicht fest, ob es den Zugriff zulässt",
  "subnets-left-out": "Das Peering gilt nur für einige Subnetze",
};

const noOutboundAccess = {
  subnet: terms.path.subnet,
  service: terms.path.service,
} as const;
