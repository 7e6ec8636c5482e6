import { type Cause, causesOf, distinctCauses, is, type Value } from "../evaluate/values/value.ts";
import { IpBounds, IpSet, neverPublic, publicAddresses } from "../ip/ip-set.ts";
import { all, any, not, type Truth, truth } from "../logic/truth.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Span } from "../text/document.ts";
import { type DirectCaller, unseenAddresses } from "./caller.ts";
import type { Note, Reason } from "./codes.ts";
import { type Gate, trafficOf, everything, gate } from "./decision.ts";
import { publicAccess } from "./effective.ts";
import { egressOf } from "../path/egress.ts";
import { lists } from "./gate-ip-rules.ts";
import type { GateFact } from "./gate-fact.ts";
import { perimeterGate, placeOf } from "./gate-settings.ts";
import { callsFromOwnPath } from "./gate-trusted-service.ts";
import {
  admitsIpv6,
  admitsSubscriptions,
  admitsTags,
  admittedRanges,
  causesOfMembership,
  hasCompany,
  hasEntries,
  hasUnknownTag,
  inboundRules,
  type Membership,
  membershipsOf,
  notesOnSight,
  rangesOf,
} from "./perimeter.ts";
import { serviceEndpointOn } from "../path/endpoints.ts";

/**
 * A perimeter allows what its inbound rules list. If its association is enforced, or public access is secured by
 * perimeter, it then denies all other traffic, trusted services too; in transition mode, the settings of the vault then
 * decide (https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition).
 */
export function perimeterGates(vault: Vault, network: Network, caller: DirectCaller): readonly Gate[] {
  const memberships = membershipsOf(vault, network);
  const [first] = memberships;
  if (!first) return [perimeterGate(vault)];
  const admitting = memberships.map((each) => admittingGate(each, vault, network, caller));
  const admitsNone = admitting.every(({ settles }) => settles?.possible.isEmpty === true);
  const isListing = admitsNone && memberships.some((each) => hasEntries(each) !== "no");
  const notes: readonly Note[] = caller.kind === "internet" && isListing ? ["NOTE_LISTED_ADDRESSES"] : [];
  return [...admitting, consumingGate(vault, memberships, first, notes)];
}

/** What the rules of one perimeter allow. */
function admittingGate(membership: Membership, vault: Vault, network: Network, caller: DirectCaller): Gate {
  const { settles, openReason } = admitted(membership, vault, network, caller);
  return gate({
    name: "perimeter",
    effect: "allow",
    settles,
    reason: "ALLOW_PERIMETER_RULE",
    openReason,
    because: causesOfMembership(membership),
    facts: [
      {
        kind: "perimeter-rules",
        association: membership.association.symbol,
        admits: answerOf(settles, trafficOf(caller)),
        hasRules: inboundRules(membership).length > 0,
      },
    ],
    span: placeOfRules(membership),
  });
}

interface Admitted {
  readonly settles: IpBounds;
  readonly openReason: Reason | null;
}

function admitted(membership: Membership, vault: Vault, network: Network, caller: DirectCaller): Admitted {
  const bounds = admittedRanges(membership);
  const whole = (answer: Truth, openReason: Reason | null = null): Admitted => ({
    settles: everything(answer),
    openReason,
  });
  switch (caller.kind) {
    case "addresses": {
      const settles = matched(bounds, unseenAddresses(caller));
      const undecided = caller.addresses.intersect(settles.possible).minus(settles.certain);
      return { settles, openReason: undecided.isSubsetOf(neverPublic) ? "DEPENDS_EGRESS" : null };
    }
    case "internet":
      return whole(allowsEveryAddress(membership, bounds));
    case "ipv6":
      return whole(admitsIpv6(membership, caller.prefix ?? null));
    case "subnet":
    case "externalSubnet":
      return whole(admitsSubnet(membership, bounds, vault, network, caller), "DEPENDS_EGRESS");
    case "service": {
      const comesByAddress = callsFromOwnPath(caller) && !bounds.possible.isEmpty;
      return whole(admitsIdentity(membership, network, comesByAddress), "DEPENDS_SERVICE");
    }
    case "trustedService":
      return whole(admitsIdentity(membership, network, false), "DEPENDS_SERVICE");
  }
}

/** A private address never arrives as such; the public address behind it may be listed. */
function matched({ certain, possible }: IpBounds, unseen: IpSet): IpBounds {
  const hidden = possible.isEmpty ? IpSet.empty : unseen;
  return IpBounds.between(
    certain.intersect(publicAddresses),
    possible.intersect(publicAddresses).union(hidden),
  );
}

function allowsEveryAddress(membership: Membership, { certain, possible }: IpBounds): Truth {
  if (publicAddresses.isSubsetOf(certain)) return "yes";
  const rules = inboundRules(membership);
  const mayBeAll =
    membership.association.open.length > 0 ||
    rules.some((rule) => rule.addressPrefixes.state === "unknown" || hasUnknownTag(rule)) ||
    rules.some((rule) => rule.exists.truth === "maybe");
  return mayBeAll && publicAddresses.isSubsetOf(possible) ? "maybe" : "no";
}

/**
 * Traffic over a service endpoint is not supported in a perimeter, even if a rule lists every address
 * (https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts#limitations-of-network-security-perimeter).
 */
function admitsSubnet(
  membership: Membership,
  bounds: IpBounds,
  vault: Vault,
  network: Network,
  caller: Extract<DirectCaller, { readonly kind: "subnet" | "externalSubnet" }>,
): Truth {
  const endpoint =
    caller.kind === "subnet"
      ? serviceEndpointOn(caller.subnet)
      : truth(caller.said?.serviceEndpoint === true);
  const egress =
    caller.kind === "subnet" ? egressOf(caller.subnet, vault, network, caller.integration) : null;
  const values = inboundRules(membership).flatMap((rule) =>
    rule.addressPrefixes.items.map((item) => item.field.value),
  );
  const byAddress = lists({ values, bounds }, egress);
  const certain = membership.holds === "yes" ? byAddress : all([byAddress, "maybe"]);
  return all([not(endpoint), any([certain, admitsSubscriptions(membership) ? "maybe" : "no"])]);
}

/** A caller with an identity may belong to a listed subscription, or to the same perimeter; a service may call from a listed tag. */
function admitsIdentity(membership: Membership, network: Network, comesByAddress: boolean): Truth {
  const isNamed = admitsSubscriptions(membership) || admitsTags(membership);
  return comesByAddress || isNamed || hasCompany(membership, network) ? "maybe" : "no";
}

function answerOf({ certain, possible }: IpBounds, traffic: IpSet): Truth | "part" {
  if (!traffic.overlaps(possible)) return "no";
  if (traffic.isSubsetOf(certain)) return "yes";
  return traffic.overlaps(certain) ? "part" : "maybe";
}

/** A rule that lists all addresses says more than one that lists some. */
function placeOfRules(membership: Membership): Span {
  const rules = inboundRules(membership);
  const rule = rules.find((each) => publicAddresses.isSubsetOf(rangesOf(each).certain)) ?? rules[0];
  const { addressPrefixes, serviceTags } = rule ?? {};
  const place = addressPrefixes?.slot.entry ?? serviceTags?.slot.entry;
  return place ?? rule?.label ?? membership.association.label;
}

/** Denies the remaining traffic if only the perimeter decides. */
function consumingGate(
  vault: Vault,
  memberships: readonly Membership[],
  other: Membership,
  notes: readonly Note[],
): Gate {
  const { value, note } = publicAccess(vault);
  const secured = is(value, (word) => truth(word === "SecuredByPerimeter"));
  const enforcing = memberships.map(({ holds, mode }) => all([holds, mode.enforced]));
  const enforced = any(enforcing);
  const consumes = any([secured, enforced]);
  const first = memberships.find((_, index) => enforcing[index] === enforced) ?? other;
  return gate({
    name: "perimeter",
    effect: "deny",
    settles: everything(consumes),
    reason: "DENY_PERIMETER",
    because: distinctCauses([...causesOf(value), ...memberships.flatMap(causesOfEnforcing)]),
    facts: [memberFact(first, secured, enforced, value)],
    span: placeOfDecision(vault, secured, enforced === "no" ? null : first),
    notes: [...notes, ...(secured === "yes" ? [...notesOnSight(memberships), ...(note ? [note] : [])] : [])],
  });
}

function causesOfEnforcing({ association, mode }: Membership): readonly Cause[] {
  return [...association.exists.because, ...causesOf(association.target.value), ...mode.because];
}

function placeOfDecision(vault: Vault, secured: Truth, enforcing: Membership | null): Span | null {
  if (enforcing) return placeOf(enforcing.association.accessMode);
  return secured === "no" ? null : placeOf(vault.publicNetworkAccess);
}

function memberFact(
  { association, mode }: Membership,
  secured: Truth,
  enforced: Truth,
  value: Value,
): GateFact {
  const { symbol } = association;
  if (enforced === "yes") return { kind: "perimeter-enforced", association: symbol };
  if (secured === "yes") return { kind: "perimeter-secures" };
  if (enforced === "no" && secured === "no")
    return { kind: "perimeter-observes", association: symbol, mode: mode.isAudit ? "audit" : "learning" };
  const because =
    enforced === "maybe" ? causesOfEnforcing({ association, mode, holds: "maybe" }) : causesOf(value);
  return { kind: "enforcement-depends", association: symbol, because };
}
