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
  ...pathSentences,
  "data-plane-only": () =>
    "These rules filter the data plane only, not deployments or changes to the vault itself.",
  "through-control-plane": ({ service }) =>
    `Goes through Azure Resource Manager, which these rules do not filter: ${nameOf(service)}.`,

  "no-private-endpoint": () => "No private endpoint is known.",
  "endpoints-not-used": ({ count }) =>
    count === 1
      ? "This caller does not use the private endpoint."
      : `This caller does not use any of the ${inDigits(count)} private endpoints.`,
  "endpoint-waiting": ({ endpoint }) =>
    `Private endpoint ${endpoint} is waiting for approval, so it allows no traffic yet.`,
  "managed-endpoint": ({ endpoint }) =>
    `Managed private endpoint ${endpoint} connects to the vault once it is approved there.`,
  "managed-network": ({ endpoint }) =>
    `The managed network of ${endpoint} connects to the vault once its private endpoint is approved there.`,
  "endpoint-unclear": ({ endpoint }) => `Private endpoint ${endpoint} may connect to the vault.`,
  "endpoint-rejected": ({ endpoint, why }) =>
    `${rejected[why](endpoint)}: Azure rejects the endpoint until that is corrected.`,
  "endpoint-perhaps-used": ({ endpoint }) =>
    `Whether this caller uses private endpoint ${endpoint} depends on its network.`,
  "endpoint-unread": ({ because }) =>
    `Whether this caller uses a private endpoint depends on ${sayCauses(because)}.`,
  "endpoint-used": ({ endpoint, by }) => `Private endpoint ${endpoint} ${endpointUse[by]}`,

  "no-perimeter": ({ isPossible }) =>
    isPossible ? "No network security perimeter is known." : "Managed HSMs do not support perimeters.",
  "secured-without-association": () =>
    "Public network access is secured by perimeter, and no perimeter association is declared here.",
  "perimeter-depends": ({ because }) => `Whether a perimeter decides depends on ${sayCauses(because)}.`,
  "perimeter-rules": ({ association, admits, hasRules }) =>
    ({
      yes: `The inbound rules of the perimeter of ${association} allow this caller.`,
      part: `The inbound rules of the perimeter of ${association} allow only some of the addresses.`,
      no: hasRules
        ? `No inbound rule of the perimeter of ${association} allows this caller.`
        : `The perimeter of ${association} has no inbound rules.`,
      maybe: `The inbound rules of the perimeter of ${association} may allow this caller.`,
    })[admits],
  "perimeter-enforced": ({ association }) =>
    `Association ${association} enforces its perimeter: anything that its rules do not allow is denied.`,
  "perimeter-secures": () =>
    "Public network access is secured by perimeter: only the rules of the perimeter allow traffic.",
  "enforcement-depends": ({ association, because }) =>
    `Whether the perimeter of ${association} denies everything else depends on ${sayCauses(because)}.`,
  "perimeter-observes": ({ association, mode }) =>
    mode === "learning"
      ? `The perimeter of ${association} is in transition mode (Learning): it denies nothing.`
      : `The perimeter of ${association} is in audit mode, which is not documented for key vaults; it is assumed to deny nothing.`,

  "no-service": () => "This caller is not a trusted service.",
  "trusted-scenario": ({ service }) => {
    const { name, scenario } = services.texts(service);
    return `${name} is a trusted service for one scenario: ${withStop(scenario.text)}`;
  },
  "trusted-if": ({ service, need, isMet }) => {
    const met = isMet === null ? "" : isMet ? ", which this caller uses" : ", which this caller does not use";
    return `Trusted only ${trustNeeds[need]}${met}: ${nameOf(service)}.`;
  },
  untrusted: ({ service, why }) => `${untrusted[why]}: ${nameOf(service)}.`,
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

  "public-access": ({ value, byDefault }) =>
    byDefault
      ? "Public network access is not set; it is enabled by default."
      : `Public network access is ${publicAccess[value]}.`,
  "public-access-depends": ({ because }) =>
    `Whether public network access is enabled depends on ${sayCauses(because)}.`,
  "no-network-rules": () => "Network rules are not set, so the firewall is off.",
  "default-action": ({ value, byDefault }) => {
    if (byDefault) return "The default action is not set; Allow is assumed, so the firewall is off.";
    return value === "Allow"
      ? "The default action is Allow, so the firewall is off."
      : "The default action is Deny.";
  },
  "default-action-depends": ({ because }) => `The default action depends on ${sayCauses(because)}.`,

  "hsm-subnet-rules": () => "Managed HSMs do not support subnet rules.",
  "subnet-rules-match-none": ({ count }) =>
    count === 0 ? "There are no subnet rules." : matchNone(count, "subnet rule"),
  "subnet-rules-unknown": () => "The subnet rules are not known.",
  "caller-without-subnet": ({ count }) =>
    `There ${count === 1 ? "is" : "are"} ${sayCount(count, "subnet rule")}, but this caller does not come from a subnet.`,
  "caller-outside-networks": () => "This caller is not in a virtual network, so no subnet rule lists it.",
  "subnet-of-address-unknown": () => "Whether a listed subnet contains this private address is not known.",
  "service-subnet-unknown": () => "Whether this caller runs in a listed subnet is not known.",
  "subnet-rule-depends": ({ because }) =>
    `Whether a subnet rule lists this subnet depends on ${sayCauses(because)}.`,
  "subnet-rule-lists": ({ number, endpoint }) =>
    `Subnet rule ${number} lists this subnet${serviceEndpoint[endpoint]}`,

  "ip-rules-match-none": ({ count }) =>
    count === 0 ? "There are no IP rules." : matchNone(count, "IP rule"),
  "ip-rules-ipv4-only": () => "IP rules list IPv4 addresses only, so none matches.",
  "ip-rules-and-services": () => "IP rules do not apply to trusted services.",
  "ip-rules-list-everything": () => "The IP rules list every public address.",
  "ip-rules-depend": ({ because }) => `Whether an IP rule matches depends on ${sayCauses(because)}.`,
  "address-behind-private": () =>
    "Key Vault sees the outbound public address of this traffic; whether an IP rule lists it is not known.",
  "ip-rule-matches": ({ number, rule, match }) =>
    `IP rule ${number} (${sayListed(rule)}) ${ruleMatch[match]}.`,
  "listed-addresses": ({ count, isOpen }) => {
    if (count === 0) return "No IP rule lists a public address.";
    const assumed = "they are assumed not to include every address";
    if (count === null) return `The listed addresses are not known; ${assumed}.`;
    const listed = sayCount(count, "address");
    return isOpen
      ? `The IP rules list at least ${listed}; ${assumed}.`
      : `The IP rules list ${listed}; an arbitrary client is not among them.`;
  },
  "arrives-from-private-address": () =>
    "With the service endpoint on, traffic arrives from a private address, which IP rules cannot match.",
  "egress-unknown": () => "Whether an IP rule lists the outbound address of the subnet is not known.",
  egress: ({ through, isListed }) =>
    `The subnet's outbound traffic uses the addresses of ${device[through.kind]} ${through.symbol}, which ${isListed ? "the IP rules list" : "no IP rule lists"}.`,
  "service-address-unknown": () =>
    "Whether an IP rule lists the address that this caller calls from is not known.",

  "as-deployed": () => "The template does not determine this; it is assumed to be as deployed.",
  "permission-granted": ({ by, how }) =>
    `${how === "role" ? "Role assignment" : "Access policy"} ${by} gives its identity permission.`,
  "permission-missing": () =>
    "Its identity has no permission on the vault: no role or access policy for it is declared.",
  "permission-unknown": () => "Whether its identity has permission on the vault is not known.",
  "permission-not-needed": () =>
    "It uses the vault without an identity of its own, so it needs no permission here.",
  "job-doubt": ({ why }) => jobDoubts[why],
  "nothing-remains": () => "Not reached: an earlier step already decided.",
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
