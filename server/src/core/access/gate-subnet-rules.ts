import { type Cause, causesOf, distinctCauses, is, known } from "../evaluate/values/value.ts";
import { all, any, type Truth, truth } from "../logic/truth.ts";
import { IpBounds, IpSet, neverPublic } from "../ip/ip-set.ts";
import { memoize } from "../logic/memoize.ts";
import { equalValues } from "../evaluate/values/plain.ts";
import { isEmpty, mayHaveMore } from "../network/fields/lists.ts";
import { sameId, sameResource } from "../network/ids/links.ts";
import type { Network, SubnetRule, Vault } from "../network/network.ts";
import { sourcesOf } from "../path/passing.ts";
import { seenSubnets } from "../path/path.ts";
import type { DirectCaller, ExternalSubnet } from "./caller.ts";
import type { Note, Reason } from "./codes.ts";
import { combined } from "./consumer-paths.ts";
import { type Gate, everything, gate, idleGate } from "./decision.ts";
import { redeployNote } from "./effective.ts";
import type { GateFact } from "./gate-fact.ts";
import { callsFromOwnPath } from "./gate-trusted-service.ts";
import { causesOfEndpoint, serviceEndpointOn } from "../path/endpoints.ts";

/**
 * Subnet rules allow the traffic of subnets whose service endpoint is on
 * (https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints). Managed HSMs do not support
 * them (https://learn.microsoft.com/azure/key-vault/managed-hsm/private-link).
 */
export function subnetRuleGate(vault: Vault, network: Network, caller: DirectCaller): Gate {
  const span = vault.subnetRules.slot.entry;
  if (vault.kind === "managedHsm") return idleGate("subnet-rule", { kind: "hsm-subnet-rules" }, span);
  switch (caller.kind) {
    case "subnet": {
      const seen = seenSubnets(caller.subnet, vault, network, caller.integration);
      const [first, ...others] = seen.map((subnet) => forSubnet(vault, { kind: "subnet", subnet }));
      return first ? combined([first, ...others]) : forSubnet(vault, caller);
    }
    case "externalSubnet":
      return forSubnet(vault, caller);
    case "service":
      return forService(vault, caller);
    case "addresses":
      return forAddresses(vault, caller.addresses);
    case "internet":
    case "ipv6":
    case "trustedService":
      return idleGate("subnet-rule", withoutSubnet(vault), span);
  }
}

type SubnetCaller = Extract<DirectCaller, { readonly kind: "subnet" | "externalSubnet" }>;

interface Listing {
  readonly listed: Truth;
  readonly rule: SubnetRule | null;
}

function forSubnet(vault: Vault, caller: SubnetCaller): Gate {
  const { listed, rule } = listingOf(vault, caller);
  const endpoint: Truth =
    caller.kind === "subnet" ? serviceEndpointOn(caller.subnet) : endpointOfExternal(rule, caller);
  const effective = all([listed, endpoint]);
  const note = redeployNote(vault, vault.subnetRules);
  const kept: readonly Note[] = note ? [note] : [];
  return gate({
    name: "subnet-rule",
    effect: "allow",
    settles: everything(effective),
    reason: "ALLOW_SUBNET_RULE",
    openReason: openReason(listed, caller),
    because: becauseOf(vault, rule, caller),
    facts: [subnetFact(listed, endpoint, rule, vault, caller)],
    span: rule?.item.slot?.span ?? vault.subnetRules.slot.entry,
    notes: [...subnetNotes(listed, endpoint, caller), ...kept],
  });
}

/** What the answer may depend on: the list, the ID in the rule, and whether the service endpoint is on. */
function becauseOf(vault: Vault, rule: SubnetRule | null, caller: SubnetCaller): readonly Cause[] {
  return distinctCauses([
    ...vault.subnetRules.open,
    ...(rule ? causesOf(rule.item.field.value) : []),
    ...(caller.kind === "subnet" ? causesOfEndpoint(caller.subnet) : []),
  ]);
}

function listingOf(vault: Vault, caller: SubnetCaller): Listing {
  const answers = vault.subnetLinks.map((rule) => ({ rule, listed: lists(rule, caller) }));
  const best =
    answers.find((each) => each.listed === "yes") ?? answers.find((each) => each.listed === "maybe");
  return {
    listed: any([best?.listed ?? "no", mayHaveMore(vault.subnetRules.open)]),
    rule: best?.rule ?? null,
  };
}

function lists(rule: SubnetRule, caller: SubnetCaller): Truth {
  if (caller.kind === "externalSubnet") return listsById(rule, caller);
  const { link } = rule;
  if (link.kind === "declared") return truth(link.to.key === caller.subnet.key);
  return link.kind === "unknown" && rule.item.field.value.kind !== "absent"
    ? maybeOf(link.candidates.length, rule)
    : "no";
}

/**
 * A template refers to its own subscription unless it says otherwise, which is that of its other resources. Whether it is also the one
 * that users write is not known.
 */
function listsById({ item }: SubnetRule, { id, integration }: ExternalSubnet): Truth {
  const { value } = item.field;
  const other = known(id, item.whole.origin);
  if (value.kind === "absent") return "no";
  const isWritten = typeof id === "string" && integration === undefined;
  return isWritten
    ? all([sameResource(value, other), equalValues(value, other, true)])
    : sameId(value, other);
}

/** An unknown ID may be that of any subnet; a partly known one only of subnets that it matches. */
function maybeOf(candidates: number, rule: SubnetRule): Truth {
  return candidates > 0 || rule.item.field.value.kind === "unknown" ? "maybe" : "no";
}

/**
 * Azure rejects a rule whose subnet lacks the service endpoint, so a listed subnet outside this deployment is assumed
 * to have it, unless the rule turns off the check or the access file says whether it is on.
 */
function endpointOfExternal(rule: SubnetRule | null, { said }: ExternalSubnet): Truth {
  if (said && said.serviceEndpoint !== null) return truth(said.serviceEndpoint);
  const unchecked = rule ? is(rule.ignoreMissingServiceEndpoint.value, truth) : "no";
  return unchecked === "no" ? "yes" : "maybe";
}

function isSaid({ said }: ExternalSubnet): boolean {
  return said !== undefined && said.serviceEndpoint !== null;
}

function openReason(listed: Truth, caller: DirectCaller): Reason | null {
  return listed === "yes" && caller.kind === "externalSubnet" ? "DEPENDS_SUBNET" : null;
}

function subnetNotes(listed: Truth, endpoint: Truth, caller: DirectCaller): readonly Note[] {
  if (listed === "no") return [];
  if (caller.kind === "externalSubnet" && !isSaid(caller))
    return endpoint === "yes" ? ["NOTE_ENDPOINT_ASSUMED"] : [];
  return endpoint === "no" ? ["NOTE_SERVICE_ENDPOINT_MISSING"] : [];
}

function subnetFact(
  listed: Truth,
  endpoint: Truth,
  rule: SubnetRule | null,
  vault: Vault,
  caller: DirectCaller,
): GateFact {
  if (listed === "no") return unmatched(vault);
  if (listed === "maybe") {
    const because = rule ? causesOf(rule.item.field.value) : vault.subnetRules.open;
    return { kind: "subnet-rule-depends", because };
  }
  const isAssumed = caller.kind === "externalSubnet" && !isSaid(caller);
  return {
    kind: "subnet-rule-lists",
    number: (rule?.item.index ?? 0) + 1,
    endpoint: isAssumed ? (endpoint === "yes" ? "assumed" : "unchecked") : endpointStates[endpoint],
  };
}

const endpointStates = { yes: "on", no: "off", maybe: "unknown" } as const;

/** A service that is not trusted may run in a listed subnet; a trusted one is allowed by the bypass or not at all. */
function forService(vault: Vault, caller: Extract<DirectCaller, { readonly kind: "service" }>): Gate {
  const span = vault.subnetRules.slot.entry;
  if (!callsFromOwnPath(caller) || isEmpty(vault.subnetRules))
    return idleGate("subnet-rule", unmatched(vault), span);
  if (caller.isOutside) return idleGate("subnet-rule", { kind: "caller-outside-networks" }, span);
  return gate({
    name: "subnet-rule",
    effect: "allow",
    settles: everything("maybe"),
    reason: "ALLOW_SUBNET_RULE",
    openReason: "DEPENDS_SUBNET",
    because: [],
    facts: [{ kind: "service-subnet-unknown" }],
    span,
  });
}

/** A private address may be in a listed subnet, unless all of them are declared here, with other addresses. */
function forAddresses(vault: Vault, addresses: IpSet): Gate {
  const span = vault.subnetRules.slot.entry;
  const within = addresses.intersect(neverPublic).intersect(mayBeListed(vault));
  if (within.isEmpty) return idleGate("subnet-rule", withoutSubnet(vault), span);
  return gate({
    name: "subnet-rule",
    effect: "allow",
    settles: IpBounds.atMost(within),
    reason: "ALLOW_SUBNET_RULE",
    openReason: "DEPENDS_SUBNET",
    because: vault.subnetRules.open,
    facts: [{ kind: "subnet-of-address-unknown" }],
    span,
  });
}

/** The addresses that the subnets in the rules of a vault may have. */
const mayBeListed = memoize((vault: Vault): IpSet => {
  if (vault.subnetRules.open.length > 0) return IpSet.all;
  return IpSet.unionOf(vault.subnetLinks.map(addressesOf));
});

/** Addresses of several networks may overlap, so a subnet that has an address need not be the one that a caller is in. */
function addressesOf({ link, item }: SubnetRule): IpSet {
  if (item.field.value.kind === "absent") return IpSet.empty;
  if (link.kind !== "declared") return IpSet.all;
  return serviceEndpointOn(link.to) === "no" ? IpSet.empty : sourcesOf(link.to);
}

function withoutSubnet(vault: Vault): GateFact {
  const count = vault.subnetLinks.length;
  return count === 0 ? unmatched(vault) : { kind: "caller-without-subnet", count };
}

function unmatched(vault: Vault): GateFact {
  const count = vault.subnetLinks.length;
  const isUnknown = count === 0 && vault.subnetRules.open.length > 0;
  return isUnknown ? { kind: "subnet-rules-unknown" } : { kind: "subnet-rules-match-none", count };
}
