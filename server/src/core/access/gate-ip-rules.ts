import { type Absent, is, type Value } from "../evaluate/values/value.ts";
import { entryOfText } from "../ip/ip-entry.ts";
import { IpBounds, IpSet, publicAddresses } from "../ip/ip-set.ts";
import { agreed, all, not, type Truth, truth } from "../logic/truth.ts";
import { refersTo, sameResource } from "../network/ids/links.ts";
import type { Network, Vault } from "../network/network.ts";
import { type Egress, type EgressAddress, egressOf } from "../path/egress.ts";
import { seenSubnets } from "../path/path.ts";
import { serviceEndpointOn } from "../path/endpoints.ts";
import { byVisibility, type DirectCaller, unseenAddresses } from "./caller.ts";
import type { Note, Reason } from "./codes.ts";
import { everything, type Gate, gate } from "./decision.ts";
import { redeployNote } from "./effective.ts";
import { type IpRule, type IpRules, ipRulesOf, listedBy } from "./entries.ts";
import type { GateFact } from "./gate-fact.ts";
import { placeOf } from "./gate-settings.ts";
import { callsFromOwnPath } from "./gate-trusted-service.ts";

/** What the IP rules do for one caller. */
interface Match {
  readonly settles: IpBounds;
  readonly fact: GateFact;
  readonly rule: IpRule | null;
  readonly openReason: Reason | null;
  readonly notes: readonly Note[];
}

/** IP rules admit the public addresses they list: https://learn.microsoft.com/azure/key-vault/general/network-security */
export function ipRuleGate(vault: Vault, network: Network, caller: DirectCaller): Gate {
  const rules = ipRulesOf(vault);
  const match = matchOf(vault, network, rules, caller);
  const kept = rules.rules.length > 0 ? redeployNote(vault, vault.ipRules) : null;
  return gate({
    name: "ip-rule",
    effect: "allow",
    settles: match.settles,
    reason: "ALLOW_IP_RULE",
    openReason: match.openReason,
    because: rules.because,
    facts: [match.fact],
    span:
      match.rule?.item.slot?.span ??
      match.rule?.item.field.slot.near ??
      vault.ipRules.slot.entry ??
      (vault.ipRules.state === "absent" ? null : placeOf(vault.defaultAction)),
    notes: [...match.notes, ...(kept ? [kept] : [])],
  });
}

function matchOf(vault: Vault, network: Network, rules: IpRules, caller: DirectCaller): Match {
  const isClosed = vault.ipRules.open.length === 0;
  if (isClosed && listsOthersOnly(rules.rules, network, wayOut(vault, network, caller)))
    return noMatch(rules);
  switch (caller.kind) {
    case "addresses":
      return matchAddresses(rules, caller);
    case "internet":
      return matchInternet(rules);
    case "ipv6": {
      return { ...noMatch(rules), fact: { kind: "ip-rules-ipv4-only" }, notes: ["NOTE_IPV6_NOT_SUPPORTED"] };
    }
    case "subnet":
      return matchEgress(
        rules,
        endpointOf(vault, caller, network),
        egressOf(caller.subnet, vault, network, caller.integration),
      );
    case "externalSubnet":
      return matchEgress(rules, truth(caller.said?.serviceEndpoint === true), null);
    case "service":
      return matchService(rules, caller);
    case "trustedService":
      return matchTrusted(rules);
  }
}

/** The device or service that gives the public requests of a caller their address; null if it is not known. */
function wayOut(vault: Vault, network: Network, caller: DirectCaller): Egress | "service" | null {
  if (caller.kind === "service") return caller.isOutside && !caller.hasOwnPath ? "service" : null;
  if (caller.kind !== "subnet" && caller.kind !== "externalSubnet") return null;
  if (caller.integration?.routesPublic === "no") return "service";
  return caller.kind === "subnet" ? egressOf(caller.subnet, vault, network, caller.integration) : null;
}

/** The addresses of trusted services are not known, unless the rules list all addresses. */
function matchTrusted(rules: IpRules): Match {
  return listsEveryAddress(rules) ?? { ...noMatch(rules), fact: { kind: "ip-rules-and-services" } };
}

/** Rules that list every public address allow everything that arrives over the public path. */
function listsEveryAddress(rules: IpRules): Match | null {
  if (!publicAddresses.isSubsetOf(rules.bounds.certain)) return null;
  return {
    ...noMatch(rules),
    settles: everything("yes"),
    rule: rules.rules[0] ?? null,
    fact: { kind: "ip-rules-list-everything" },
  };
}

function noMatch(rules: IpRules): Match {
  const fact: GateFact = { kind: "ip-rules-match-none", count: rules.rules.length };
  return { settles: IpBounds.none, fact, rule: null, openReason: null, notes: [] };
}

/**
 * A private address never arrives as such without a service endpoint: Key Vault sees the address through which its traffic leaves, so a
 * rule may match it or not.
 */
function matchAddresses(
  rules: IpRules,
  caller: Extract<DirectCaller, { readonly kind: "addresses" }>,
): Match {
  const { addresses, isSeen } = caller;
  const egress = rules.bounds.possible.isEmpty ? IpSet.empty : unseenAddresses(caller);
  const { certain, possible } = rules.reachable;
  const settles = egress.isEmpty ? rules.reachable : IpBounds.between(certain, possible.union(egress));
  const { seen, unseen } = byVisibility(addresses);
  const rule = rules.firstListing(seen);
  const onlyHidden = seen.isEmpty;
  const isOnlyEgress = seen.intersect(settles.possible).isSubsetOf(settles.certain);
  return {
    settles,
    rule,
    fact:
      isSeen && onlyHidden
        ? { kind: "arrives-from-private-address" }
        : addressesFact(rules, rule, addresses, onlyHidden && !egress.isEmpty),
    openReason: isOnlyEgress ? "DEPENDS_EGRESS" : null,
    notes: !unseen.isEmpty ? ["NOTE_PRIVATE_IP_NOT_MATCHABLE"] : [],
  };
}

function addressesFact(rules: IpRules, rule: IpRule | null, addresses: IpSet, hidden: boolean): GateFact {
  if (hidden) return { kind: "address-behind-private" };
  if (!rule) {
    return rules.because.length > 0
      ? { kind: "ip-rules-depend", because: rules.because }
      : noMatch(rules).fact;
  }
  const { certain } = rule.bounds;
  const match = addresses.isSubsetOf(certain) ? "whole" : certain.overlaps(addresses) ? "part" : "maybe";
  return { kind: "ip-rule-matches", number: rule.item.index + 1, rule: listedBy(rule), match };
}

/**
 * An arbitrary client is allowed only by rules that list all public addresses. Unknown rules are assumed to list
 * particular addresses.
 */
function matchInternet(rules: IpRules): Match {
  const everyAddress = listsEveryAddress(rules);
  if (everyAddress) return everyAddress;
  const isOpen = rules.because.length > 0;
  if (rules.rules.length === 0 && !isOpen) return noMatch(rules);
  const known = rules.reachable.certain.size;
  const count = known === 0 && isOpen ? null : known;
  return {
    ...noMatch(rules),
    fact: { kind: "listed-addresses", count, isOpen },
    notes: ["NOTE_LISTED_ADDRESSES"],
  };
}

/** With the service endpoint, traffic arrives from private addresses, which no rule matches. */
function matchEgress(rules: IpRules, endpoint: Truth, egress: Egress | null): Match {
  if (endpoint === "yes") return { ...noMatch(rules), fact: { kind: "arrives-from-private-address" } };
  if (rules.bounds.possible.isEmpty) return noMatch(rules);
  const everyAddress = endpoint === "no" ? listsEveryAddress(rules) : null;
  if (everyAddress) return everyAddress;
  const values = rules.rules.map((rule) => rule.item.field.value);
  const listed = lists({ values, bounds: rules.bounds }, egress);
  return {
    ...noMatch(rules),
    settles: everything(all([not(endpoint), listed])),
    openReason: "DEPENDS_EGRESS",
    fact: egressFact(egress, listed),
  };
}

function egressFact(egress: Egress | null, listed: Truth): GateFact {
  if (!egress || listed === "maybe") return { kind: "egress-unknown" };
  return { kind: "egress", through: egress.through, isListed: listed === "yes" };
}

/**
 * Managed HSMs do not support service endpoints: traffic always arrives over the public path, whatever is on in the
 * subnet.
 */
function endpointOf(
  vault: Vault,
  { subnet, integration }: Extract<DirectCaller, { readonly kind: "subnet" }>,
  network: Network,
): Truth {
  if (vault.kind !== "vault") return "no";
  return agreed(seenSubnets(subnet, vault, network, integration).map(serviceEndpointOn));
}

/** Trusted services are allowed by the bypass or not at all; the addresses of other services are not known. */
function matchService(rules: IpRules, caller: Extract<DirectCaller, { readonly kind: "service" }>): Match {
  if (!callsFromOwnPath(caller)) return matchTrusted(rules);
  if (rules.bounds.possible.isEmpty) return noMatch(rules);
  const fact: GateFact = { kind: "service-address-unknown" };
  return { ...noMatch(rules), settles: everything("maybe"), openReason: "DEPENDS_EGRESS", fact };
}

/** Entries that allow addresses: the values as written, and all addresses they contain. */
interface Listing {
  readonly values: readonly (Value | Absent)[];
  readonly bounds: IpBounds;
}

/**
 * Whether entries list the address through which traffic leaves. If there are several addresses, any may be used, so
 * all have to be listed; if Azure chooses the address, only an entry that refers to it, or that contains all possible
 * addresses, is certain.
 */
export function lists({ values, bounds }: Listing, egress: Egress | null): Truth {
  if (publicAddresses.isSubsetOf(bounds.certain)) return "yes";
  if (bounds.possible.isEmpty) return "no";
  if (!egress) return "maybe";
  const answers = egress.addresses.map((address) => isListed(address, { values, bounds }));
  const [first = "maybe"] = answers;
  return answers.every((answer) => answer === first) ? first : "maybe";
}

/**
 * Whether entries list declared public addresses only, and traffic leaves through none of them: through others, or through addresses that
 * belong to Azure's services. A public address has one owner: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
 */
function listsOthersOnly(
  rules: readonly { readonly item: { readonly field: { readonly value: Value | Absent } } }[],
  { publicIps }: Network,
  egress: Egress | "service" | null,
): boolean {
  if (!egress || rules.length === 0) return false;
  return rules.every(({ item }) => {
    const { value } = item.field;
    const listed = publicIps.find(({ address }) => refersTo(value, address));
    if (!listed || egress === "service") return listed !== undefined;
    // One that is a prefix, or of one, may have any address of the prefix.
    const single = publicIps.filter(({ prefix }) => prefix.value.kind === "absent");
    return egress.addresses.every((each) =>
      single.some(({ key, id }) => key === each?.resource.key && sameResource(id, listed.id) === "no"),
    );
  });
}

/** What is known of an address is its value, or the range it is taken from: whichever is more specific decides. */
export function isListed(address: EgressAddress | null, { values, bounds }: Listing): Truth {
  if (!address) return "maybe";
  const named = address.within ? [address.value, address.within] : [address.value];
  if (values.some((entry) => named.some((each) => refersTo(entry, each)))) return "yes";
  const answers = named.map((each) => is(each, (text) => listsRange(bounds, text)));
  return answers.includes("no") ? "no" : answers.includes("yes") ? "yes" : "maybe";
}

function listsRange(bounds: IpBounds, text: unknown): Truth {
  const entry = typeof text === "string" ? entryOfText(text) : null;
  if (entry?.kind !== "cidr") return "maybe";
  const set = IpSet.of([entry.range]);
  if (set.isSubsetOf(bounds.certain)) return "yes";
  return set.overlaps(bounds.possible) ? "maybe" : "no";
}
