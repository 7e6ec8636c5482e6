import terms from "./terms.json" with { type: "json" };
import type { Apart, NextHopType, PathFact, SecurityRuleFact } from "../../access/path-fact.ts";
import type { Sentences } from "../words.ts";

const { publicBecause, effects, apart } = terms.path;

/** Was auf dem Pfad zu einem Key Vault liegt, in den Begriffen von Azure Network Watcher. */
export const pathSentences: Sentences<PathFact> = {
  "way-not-declared": () =>
    "Dieses Subnetz ist hier nicht deklariert; angenommen wird, dass seine Netzwerksicherheitsgruppe und Routen den Datenverkehr zulassen.",
  "name-public": ({ why, isCertain }) =>
    isCertain
      ? `Der Name des Key Vaults wird in dessen öffentliche Adresse aufgelöst${publicBecause[why]}.`
      : `Der Name des Key Vaults wird möglicherweise in dessen öffentliche Adresse aufgelöst${why === "redirected" ? ": Die verknüpfte DNS-Zone fragt nach Namen, die sie nicht hat, das öffentliche DNS" : ""}.`,
  "name-private": ({ endpoint, isAssumed, isCertain }) =>
    !isCertain
      ? `Der Name des Key Vaults wird möglicherweise in die Adresse des privaten Endpunkts ${endpoint} aufgelöst.`
      : isAssumed
        ? `Angenommen wird, dass der Name des Key Vaults in die Adresse des privaten Endpunkts ${endpoint} aufgelöst wird; hier ist kein DNS-Eintrag dafür deklariert.`
        : `Der Name des Key Vaults wird in die Adresse des privaten Endpunkts ${endpoint} aufgelöst.`,
  "name-missing": ({ link, isCertain }) =>
    !isCertain
      ? `Der Name des Key Vaults lässt sich möglicherweise nicht auflösen (NXDOMAIN): ${link} verknüpft eine DNS-Zone, und hier ist kein Eintrag darin deklariert.`
      : `Der Name des Key Vaults lässt sich nicht auflösen (NXDOMAIN): ${link} verknüpft eine DNS-Zone ohne Eintrag dafür.`,
  "dns-server-unknown": ({ address }) =>
    address === null
      ? "Der DNS-Server ist nicht bekannt; daher ist auch nicht bekannt, in welche Adresse der Name des Key Vaults aufgelöst wird."
      : `Der DNS-Server ${address} ist hier nicht deklariert; daher ist nicht bekannt, in welche Adresse der Name des Key Vaults aufgelöst wird.`,
  "zones-conflict": ({ links: [one, other] }) =>
    `${one} und ${other} verknüpfen zwei DNS-Zonen desselben Namens mit dem Netzwerk, was Azure ablehnt; daher ist nicht bekannt, in welche Adresse der Name des Key Vaults aufgelöst wird.`,
  "dns-blocked": ({ isCertain }) =>
    isCertain
      ? "Das DNS von Azure ist blockiert; daher lässt sich der Name des Key Vaults nicht auflösen."
      : "Das DNS von Azure kann blockiert sein; dann lässt sich der Name des Key Vaults nicht auflösen.",
  "no-security-group": () => "Es gilt keine Netzwerksicherheitsgruppe.",
  "security-group-unseen": ({ direction, machine }) =>
    `Die Regeln der Netzwerksicherheitsgruppe ${machine === null ? ends[direction] : `der Netzwerkschnittstelle ${machine}`} sind hier nicht deklariert; angenommen wird, dass sie den Datenverkehr zulassen.`,
  "security-rule": (fact) =>
    ruleSentence(
      fact,
      fact.rule === null ? null : `${fact.rule} (${fact.priority ?? "Priorität nicht bekannt"})`,
    ),
  "default-security-rule": (fact) => ruleSentence(fact, `${fact.rule} (${fact.priority})`),
  "security-rules-unknown": ({ group }) =>
    `Die Netzwerksicherheitsgruppe ${group} kann Regeln haben, die nicht bekannt sind.`,
  "next-hop": ({ hop, route, to, isOneOf }) =>
    `${isOneOf ? "Möglicher nächster Hop" : "Nächster Hop"}: ${hop}${to === null ? "" : ` ${to}`} (${route === null ? "Systemroute" : `Route ${route}`})${(isOneOf ? undefined : hopEffects[hop]) ?? "."}`,
  "next-hop-unknown": ({ route }) =>
    route === null
      ? "Die Routingtabelle kann Routen haben, die nicht bekannt sind."
      : `Der nächste Hop der Route ${route} ist nicht bekannt.`,
  "routes-unseen": () =>
    "Die Routingtabelle des Subnetzes ist hier nicht deklariert; angenommen wird, dass sie den Datenverkehr zulässt.",
  "past-subnet": ({ isCertain }) =>
    isCertain
      ? "Anforderungen an öffentliche Adressen gehen von Adressen des Diensts aus, nicht durch das Subnetz: „Route All“ ist aus."
      : "Ob Anforderungen an öffentliche Adressen durch das Subnetz gehen, ist nicht bekannt: Das hängt von „Route All“ ab.",
  "private-needs-route-all": ({ endpoint }) =>
    `Ob die App den privaten Endpunkt ${endpoint} erreicht, ist nicht bekannt: Unter Linux muss „Route All“ eingeschaltet sein.`,
  "no-outbound-access": ({ of, isCertain }) => noOutboundAccess[of][isCertain ? "certain" : "unclear"],
  "networks-not-connected": ({ endpoint, because, isCertain }) =>
    isCertain
      ? `Das Netzwerk des Subnetzes erreicht den privaten Endpunkt ${endpoint} nicht: ${apart[because]}.`
      : `Ob das Netzwerk des Subnetzes den privaten Endpunkt ${endpoint} erreicht, ist nicht bekannt: ${perhapsApart[because]}.`,
  "no-firewall": () => "Auf dem Pfad liegt keine Firewall.",
  "firewall-rules-unseen": ({ firewall }) =>
    `Die Firewall ${firewall} hat Regeln, die hier nicht deklariert sind.`,
  "firewall-rule": ({ firewall, collection, rule, effect }) =>
    `Firewall ${firewall}: ${effects[effect]} ${rule === null ? "eine Regel, deren Name nicht bekannt ist" : `die Regel ${rule}`}${collection === null ? "" : ` in ${collection}`}.`,
  "firewall-matches-nothing": ({ firewall }) =>
    `Keine Regel der Firewall ${firewall} lässt Anforderungen an den Key Vault zu, daher werden sie verweigert.`,
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
