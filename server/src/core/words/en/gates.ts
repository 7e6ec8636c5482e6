import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { GateFact } from "../../access/gate-fact.ts";
import { inDigits, sayCount } from "./count.ts";
import { listAnd } from "../../text/list.ts";
import type { Rejection } from "../../path/endpoints.ts";
import { sayBy, type Sentences, sayValues } from "../words.ts";
import { sayCauses, sayListed } from "./causes.ts";
import { pathSentences } from "./path.ts";
import { services } from "./sources.ts";

const { endpointUse, trustNeeds, untrusted, publicAccess, serviceEndpoint, ruleMatch, jobDoubts } =
  terms.gates;

/** The setting at a gate and its effect on a caller. */
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
    `${rejected[why](endpoint)}: Azure rejects the endpoint until that is corrected.`,
  "perimeter-rules": ({ association, admits, hasRules }) =>
    ({
      yes: `The inbound rules of the perimeter of ${association} allow this caller.`,
      part: `The inbound rules of the perimeter of ${association} allow only some of the addresses.`,
      no: hasRules
        ? `No inbound rule of the perimeter of ${association} allows this caller.`
        : `The perimeter of ${association} has no inbound rules.`,
      maybe: `The inbound rules of the perimeter of ${association} may allow this caller.`,
    })[admits],
  "trusted-scenario": ({ service }) => {
    const { name, scenario } = services.texts(service);
    return `${name} is a trusted service for one scenario: ${withStop(scenario.text)}`;
  },
  "trusted-if": ({ service, need, isMet }) => {
    const met = isMet === null ? "" : isMet ? ", which this caller uses" : ", which this caller does not use";
    return `Trusted only ${trustNeeds[need]}${met}: ${nameOf(service)}.`;
  },
  "trust-unclear": ({ service, why }) =>
    ({
      "managed-hsm": `Which scenarios of ${nameOf(service)} are trusted is documented for vaults, not for managed HSMs.`,
      "claimed-by-its-own-page": `Not on the list of trusted services, though its own page relies on bypass: ${nameOf(service)}.`,
      "not-stated": `Not on the list of trusted services, and whether bypass allows it is not documented: ${nameOf(service)}.`,
    })[why],
  bypass: ({ allows, because }) =>
    ({
      yes: "bypass allows trusted services.",
      no: "bypass is None, so trusted services are not allowed.",
      maybe: `Whether trusted services are allowed depends on ${sayCauses(because)}.`,
    })[allows],
  "default-action": ({ value, byDefault }) => {
    if (byDefault) return "The default action is not set; Allow is assumed, so the firewall is off.";
    return value === "Allow"
      ? "The default action is Allow, so the firewall is off."
      : "The default action is Deny.";
  },
  "subnet-rules-match-none": ({ count }) =>
    count === 0 ? "There are no subnet rules." : matchNone(count, "subnet rule"),

  "ip-rules-match-none": ({ count }) =>
    count === 0 ? "There are no IP rules." : matchNone(count, "IP rule"),
  "listed-addresses": ({ count, isOpen }) => {
    if (count === 0) return "No IP rule lists a public address.";
    const assumed = "they are assumed not to include every address";
    if (count === null) return `The listed addresses are not known; ${assumed}.`;
    const listed = sayCount(count, "address");
    return isOpen
      ? `The IP rules list at least ${listed}; ${assumed}.`
      : `The IP rules list ${listed}; an arbitrary client is not among them.`;
  },
  "nothing-matched": ({ isRest, isCertain, denies }) => {
    const rest = isRest ? " the other addresses" : "";
    const condition = isCertain ? `No rule matched${rest}, so` : `If no rule matches${rest},`;
    return `${condition} the default action ${denies ? `denies ${isRest ? "them" : "the request"}` : "decides"}.`;
  },
  when: ({ when, facts }) => `With ${listAnd(sayValues(when))}: ${sayGate(facts)}`,
};

const sayFact = sayBy(sentences);

const device = { "nat-gateway": "NAT gateway", firewall: "firewall", machines: "the machines in" } as const;

const rejected: Readonly<Record<Rejection, (endpoint: string) => string>> = {
  group: (endpoint) => `The group ID of ${endpoint} is wrong`,
  region: (endpoint) => `Private endpoint ${endpoint} is not in the region of its network`,
  delegation: (endpoint) => `The subnet of ${endpoint} is delegated to another service`,
};

function matchNone(count: number, noun: string): string {
  return count === 1 ? `The only ${noun} does not match.` : `None of the ${sayCount(count, noun)} matches.`;
}

function nameOf(service: string): string {
  return services.texts(service).name;
}

function withStop(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
