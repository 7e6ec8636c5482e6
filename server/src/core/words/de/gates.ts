import terms from "./terms.json" with { type: "json" };
import type { GateFact } from "../../access/gate-fact.ts";
import type { Rejection } from "../../path/endpoints.ts";
import { sayBy, type Sentences, sayValues } from "../words.ts";
import { sayCauses, sayListed } from "./causes.ts";
import { pathSentences } from "./path.ts";
import { services } from "./sources.ts";
import { inDigits, listAnd } from "./count.ts";

const { device, endpointUse, trustNeeds, untrusted, publicAccess, serviceEndpoint, ruleMatch, jobDoubts } =
  terms.gates;

/** Was an einem Prüfschritt steht und was das für einen Aufrufer bedeutet. */
export function sayGate(facts: readonly GateFact[]): string {
  return facts.map(sayFact).join(" ");
}

const sentences: Sentences<GateFact> = {
  ...pathSentences,
  "data-plane-only": () =>
    "Diese Regeln filtern nur die Datenebene, keine Bereitstellungen oder Änderungen des Key Vaults selbst.",
  "through-control-plane": ({ service }) =>
    `Geht über Azure Resource Manager, was diese Regeln nicht filtern: ${nameOf(service)}.`,

  "no-private-endpoint": () => "Es ist kein privater Endpunkt bekannt.",
  "endpoints-not-used": ({ count }) =>
    count === 1
      ? "Dieser Aufrufer verwendet den privaten Endpunkt nicht."
      : `Dieser Aufrufer verwendet keinen der ${inDigits(count)} privaten Endpunkte.`,
  "endpoint-waiting": ({ endpoint }) =>
    `Der private Endpunkt ${endpoint} wartet auf Genehmigung und lässt noch nichts zu.`,
  "managed-endpoint": ({ endpoint }) =>
    `Der verwaltete private Endpunkt ${endpoint} ist mit dem Key Vault verbunden, sobald er dort genehmigt ist.`,
  "managed-network": ({ endpoint }) =>
    `Das verwaltete Netzwerk von ${endpoint} ist mit dem Key Vault verbunden, sobald sein privater Endpunkt dort genehmigt ist.`,
  "endpoint-unclear": ({ endpoint }) =>
    `Der private Endpunkt ${endpoint} ist möglicherweise mit dem Key Vault verbunden.`,
  "endpoint-rejected": ({ endpoint, why }) =>
    `${rejected[why](endpoint)}: Azure lehnt den Endpunkt ab, bis das korrigiert ist.`,
  "endpoint-perhaps-used": ({ endpoint }) =>
    `Ob dieser Aufrufer den privaten Endpunkt ${endpoint} verwendet, hängt von seinem Netzwerk ab.`,
  "endpoint-unread": ({ because }) =>
    `Ob dieser Aufrufer einen privaten Endpunkt verwendet, hängt ab von: ${sayCauses(because)}.`,
  "endpoint-used": ({ endpoint, by }) => `Der private Endpunkt ${endpoint} ${endpointUse[by]}`,

  "no-perimeter": ({ isPossible }) =>
    isPossible
      ? "Es ist kein Netzwerksicherheitsperimeter bekannt."
      : "Verwaltete HSMs unterstützen keine Perimeter.",
  "secured-without-association": () =>
    "Der öffentliche Netzwerkzugriff ist durch einen Perimeter gesichert, und hier ist keine Zuordnung zu einem Perimeter deklariert.",
  "perimeter-depends": ({ because }) => `Ob ein Perimeter entscheidet, hängt ab von: ${sayCauses(because)}.`,
  "perimeter-rules": ({ association, admits, hasRules }) =>
    ({
      yes: `Die Eingangsregeln des Perimeters von ${association} lassen diesen Aufrufer zu.`,
      part: `Die Eingangsregeln des Perimeters von ${association} lassen nur einen Teil der Adressen zu.`,
      no: hasRules
        ? `Keine Eingangsregel des Perimeters von ${association} lässt diesen Aufrufer zu.`
        : `Der Perimeter von ${association} hat keine Eingangsregeln.`,
      maybe: `Die Eingangsregeln des Perimeters von ${association} lassen diesen Aufrufer möglicherweise zu.`,
    })[admits],
  "perimeter-enforced": ({ association }) =>
    `Die Zuordnung ${association} erzwingt ihren Perimeter: Was seine Regeln nicht zulassen, wird verweigert.`,
  "perimeter-secures": () =>
    "Der öffentliche Netzwerkzugriff ist durch einen Perimeter gesichert: Nur dessen Regeln lassen Datenverkehr zu.",
  "enforcement-depends": ({ association, because }) =>
    `Ob der Perimeter von ${association} alles andere verweigert, hängt ab von: ${sayCauses(because)}.`,
  "perimeter-observes": ({ association, mode }) =>
    mode === "learning"
      ? `Der Perimeter von ${association} ist im Übergangsmodus (Learning) und verweigert nichts.`
      : `Der Perimeter von ${association} ist im Überwachungsmodus, der für Key Vaults nicht dokumentiert ist; angenommen wird, dass er nichts verweigert.`,

  "no-service": () => "Dieser Aufrufer ist kein vertrauenswürdiger Dienst.",
  "trusted-scenario": ({ service }) => {
    const { name, scenario } = services.texts(service);
    return `${name} ist für ein Szenario ein vertrauenswürdiger Dienst: ${withStop(scenario.text)}`;
  },
  "trusted-if": ({ service, need, isMet }) => {
    const met = isMet === null ? "" : isMet ? ", was hier zutrifft" : ", was hier nicht zutrifft";
    return `Nur ${trustNeeds[need]} vertrauenswürdig${met}: ${nameOf(service)}.`;
  },
  untrusted: ({ service, why }) => `${untrusted[why]}: ${nameOf(service)}.`,
  "trust-unclear": ({ service, why }) =>
    ({
      "managed-hsm": `Welche Szenarien von ${nameOf(service)} vertrauenswürdig sind, ist für Key Vaults dokumentiert, nicht für verwaltete HSMs.`,
      "claimed-by-its-own-page": `Nicht auf der Liste der vertrauenswürdigen Dienste, obwohl die eigene Dokumentation bypass voraussetzt: ${nameOf(service)}.`,
      "not-stated": `Nicht auf der Liste der vertrauenswürdigen Dienste, und ob bypass den Dienst zulässt, ist nicht dokumentiert: ${nameOf(service)}.`,
    })[why],
  bypass: ({ allows, because }) =>
    ({
      yes: "bypass lässt vertrauenswürdige Dienste zu.",
      no: "bypass ist None, also sind vertrauenswürdige Dienste nicht zugelassen.",
      maybe: `Ob vertrauenswürdige Dienste zugelassen sind, hängt ab von: ${sayCauses(because)}.`,
    })[allows],

  "public-access": ({ value, byDefault }) =>
    byDefault
      ? "Der öffentliche Netzwerkzugriff ist nicht angegeben und damit standardmäßig aktiviert."
      : `Der öffentliche Netzwerkzugriff ist ${publicAccess[value]}.`,
  "public-access-depends": ({ because }) =>
    `Ob der öffentliche Netzwerkzugriff aktiviert ist, hängt ab von: ${sayCauses(because)}.`,
  "no-network-rules": () => "Netzwerkregeln sind nicht angegeben, also ist die Firewall aus.",
  "default-action": ({ value, byDefault }) => {
    if (byDefault)
      return "Die Standardaktion ist nicht angegeben; angenommen wird Allow, also ist die Firewall aus.";
    return value === "Allow"
      ? "Die Standardaktion ist Allow, also ist die Firewall aus."
      : "Die Standardaktion ist Deny.";
  },
  "default-action-depends": ({ because }) => `Die Standardaktion hängt ab von: ${sayCauses(because)}.`,

  "hsm-subnet-rules": () => "Verwaltete HSMs unterstützen keine Subnetzregeln.",
  "subnet-rules-match-none": ({ count }) => matchNone(count, "Subnetzregel"),
  "subnet-rules-unknown": () => "Die Subnetzregeln sind nicht bekannt.",
  "caller-without-subnet": ({ count }) =>
    `Es gibt ${sayCount(count, "Subnetzregel")}, aber dieser Aufrufer kommt aus keinem Subnetz.`,
  "caller-outside-networks": () =>
    "Dieser Aufrufer ist in keinem virtuellen Netzwerk, also führt ihn keine Subnetzregel auf.",
  "subnet-of-address-unknown": () =>
    "Ob ein aufgeführtes Subnetz diese private Adresse enthält, ist nicht bekannt.",
  "service-subnet-unknown": () =>
    "Ob dieser Aufrufer in einem aufgeführten Subnetz läuft, ist nicht bekannt.",
  "subnet-rule-depends": ({ because }) =>
    `Ob eine Subnetzregel dieses Subnetz aufführt, hängt ab von: ${sayCauses(because)}.`,
  "subnet-rule-lists": ({ number, endpoint }) =>
    `Subnetzregel ${number} führt dieses Subnetz auf${serviceEndpoint[endpoint]}`,

  "ip-rules-match-none": ({ count }) => matchNone(count, "IP-Regel"),
  "ip-rules-ipv4-only": () => "IP-Regeln führen nur IPv4-Adressen auf, also trifft keine zu.",
  "ip-rules-and-services": () => "IP-Regeln gelten nicht für vertrauenswürdige Dienste.",
  "ip-rules-list-everything": () => "Die IP-Regeln führen jede öffentliche Adresse auf.",
  "ip-rules-depend": ({ because }) => `Ob eine IP-Regel zutrifft, hängt ab von: ${sayCauses(because)}.`,
  "address-behind-private": () =>
    "Key Vault sieht die öffentliche ausgehende Adresse dieses Datenverkehrs; ob eine IP-Regel sie aufführt, ist nicht bekannt.",
  "ip-rule-matches": ({ number, rule, match }) =>
    `IP-Regel ${number} (${sayListed(rule)}) ${ruleMatch[match]}.`,
  "listed-addresses": ({ count, isOpen }) => {
    if (count === 0) return "Keine IP-Regel führt eine öffentliche Adresse auf.";
    const assumed = "angenommen wird, dass sie nicht jede Adresse umfassen";
    if (count === null) return `Die aufgeführten Adressen sind nicht bekannt; ${assumed}.`;
    const listed = sayCount(count, "Adresse");
    return isOpen
      ? `Die IP-Regeln führen mindestens ${listed} auf; ${assumed}.`
      : `Die IP-Regeln führen ${listed} auf; ein beliebiger Client gehört nicht dazu.`;
  },
  "arrives-from-private-address": () =>
    "Bei aktiviertem Dienstendpunkt kommt der Datenverkehr von einer privaten Adresse, auf die keine IP-Regel zutreffen kann.",
  "egress-unknown": () =>
    "Ob eine IP-Regel die ausgehende Adresse des Subnetzes aufführt, ist nicht bekannt.",
  egress: ({ through, isListed }) =>
    `Der ausgehende Datenverkehr des Subnetzes verwendet die Adressen ${device[through.kind]} ${through.symbol}, ${isListed ? "die in den IP-Regeln stehen" : "die in keiner IP-Regel stehen"}.`,
  "service-address-unknown": () =>
    "Ob eine IP-Regel die Adresse aufführt, von der aus dieser Aufrufer zugreift, ist nicht bekannt.",

  "as-deployed": () => "Die Vorlage legt das nicht fest; angenommen wird, was bereitgestellt ist.",
  "permission-granted": ({ by, how }) =>
    `${how === "role" ? "Die Rollenzuweisung" : "Die Zugriffsrichtlinie"} ${by} berechtigt die Identität.`,
  "permission-missing": () =>
    "Die Identität hat keine Berechtigung für den Key Vault: Für sie ist weder eine Rolle noch eine Zugriffsrichtlinie deklariert.",
  "permission-unknown": () => "Ob die Identität eine Berechtigung für den Key Vault hat, ist nicht bekannt.",
  "permission-not-needed": () =>
    "Der Key Vault wird ohne eigene Identität verwendet; hier ist deshalb keine Berechtigung nötig.",
  "job-doubt": ({ why }) => jobDoubts[why],
  "nothing-remains": () => "Nicht erreicht: Ein früherer Schritt hat bereits entschieden.",
  "nothing-matched": ({ isRest, isCertain, denies }) => {
    const rest = isRest ? " auf die anderen Adressen" : "";
    const condition = isCertain ? `Keine Regel traf${rest} zu, also` : `Trifft keine Regel${rest} zu,`;
    const denial = isRest
      ? "verweigert die Standardaktion deren Anforderungen"
      : "verweigert die Standardaktion die Anforderung";
    return `${condition} ${denies ? denial : "entscheidet die Standardaktion"}.`;
  },
  when: ({ when, facts }) => `Mit ${listAnd(sayValues(when))}: ${sayGate(facts)}`,
};

const sayFact = sayBy(sentences);

const rejected: Readonly<Record<Rejection, (endpoint: string) => string>> = {
  group: (endpoint) => `Die Gruppen-ID von ${endpoint} ist falsch`,
  region: (endpoint) => `Der private Endpunkt ${endpoint} liegt nicht in der Region seines Netzwerks`,
  delegation: (endpoint) => `Das Subnetz von ${endpoint} ist an einen anderen Dienst delegiert`,
};

function sayCount(count: number, noun: string): string {
  return `${inDigits(count)} ${count === 1 ? noun : `${noun}n`}`;
}

function matchNone(count: number, noun: string): string {
  if (count === 0) return `Es gibt keine ${noun}n.`;
  return count === 1
    ? `Die einzige ${noun} trifft nicht zu.`
    : `Keine der ${sayCount(count, noun)} trifft zu.`;
}

function nameOf(service: string): string {
  return services.texts(service).name;
}

function withStop(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
