import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
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
  ...said(messages.gates.sentences, () => ({
    service: nameOf,
    digits: inDigits,
    causes: sayCauses,
    endpointUse,
    untrusted,
    publicAccess,
    serviceEndpoint,
    listed: sayListed,
    ruleMatch,
    device,
    jobDoubts,
  })),
  ...pathSentences,
  "endpoint-rejected": ({ endpoint, why }) =>
    `${rejected[why](endpoint)}: Azure lehnt den Endpunkt ab, bis das korrigiert ist.`,
  "perimeter-rules": ({ association, admits, hasRules }) =>
    ({
      yes: `Die Eingangsregeln des Perimeters von ${association} lassen diesen Aufrufer zu.`,
      part: `Die Eingangsregeln des Perimeters von ${association} lassen nur einen Teil der Adressen zu.`,
      no: hasRules
        ? `Keine Eingangsregel des Perimeters von ${association} lässt diesen Aufrufer zu.`
        : `Der Perimeter von ${association} hat keine Eingangsregeln.`,
      maybe: `Die Eingangsregeln des Perimeters von ${association} lassen diesen Aufrufer möglicherweise zu.`,
    })[admits],
  "trusted-scenario": ({ service }) => {
    const { name, scenario } = services.texts(service);
    return `${name} ist für ein Szenario ein vertrauenswürdiger Dienst: ${withStop(scenario.text)}`;
  },
  "trusted-if": ({ service, need, isMet }) => {
    const met = isMet === null ? "" : isMet ? ", was hier zutrifft" : ", was hier nicht zutrifft";
    return `Nur ${trustNeeds[need]} vertrauenswürdig${met}: ${nameOf(service)}.`;
  },
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
  "default-action": ({ value, byDefault }) => {
    if (byDefault)
      return "Die Standardaktion ist nicht angegeben; angenommen wird Allow, also ist die Firewall aus.";
    return value === "Allow"
      ? "Die Standardaktion ist Allow, also ist die Firewall aus."
      : "Die Standardaktion ist Deny.";
  },
  "subnet-rules-match-none": ({ count }) => matchNone(count, "Subnetzregel"),

  "ip-rules-match-none": ({ count }) => matchNone(count, "IP-Regel"),
  "listed-addresses": ({ count, isOpen }) => {
    if (count === 0) return "Keine IP-Regel führt eine öffentliche Adresse auf.";
    const assumed = "angenommen wird, dass sie nicht jede Adresse umfassen";
    if (count === null) return `Die aufgeführten Adressen sind nicht bekannt; ${assumed}.`;
    const listed = sayCount(count, "Adresse");
    return isOpen
      ? `Die IP-Regeln führen mindestens ${listed} auf; ${assumed}.`
      : `Die IP-Regeln führen ${listed} auf; ein beliebiger Client gehört nicht dazu.`;
  },
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
