import { type Cause, distinctCauses, known, unknown, type Value } from "../evaluate/values/value.ts";
import { agreed, all, any, not, type Truth, truth } from "../logic/truth.ts";
import { networkIdOf, sameId } from "../network/ids/links.ts";
import { networkWithId } from "../network/ids/same-network.ts";
import { isReadInFull, mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import type { Answer } from "../path/answers.ts";
import { causesOfUnseenEndpoints } from "../path/endpoints.ts";
import { isTokenBlocked, pathFrom, pathOf } from "../path/path.ts";
import { groupsBeforeTokens } from "../path/private-way.ts";
import type { PassedGroup, PassedHop, Path, Way } from "../path/way.ts";
import { asMachine } from "../services/consumers/integration.ts";
import type { DirectCaller, ExternalSubnet } from "./caller.ts";
import type { Note, Reason } from "./codes.ts";
import { type Gate, everything, gate } from "./decision.ts";
import {
  firewallFacts,
  groupFacts,
  hopFact,
  nameFacts,
  placeOfAnswer,
  placeOfFirewall,
  placeOfGroup,
  placeOfHop,
} from "./describe-path.ts";
import { distinctFacts, type GateFact } from "./gate-fact.ts";
import type { PathFact } from "./path-fact.ts";
import { partsOf } from "../evaluate/values/plain.ts";
import type { Span } from "../text/document.ts";

/**
 * The gates between a subnet and a vault, in the order in which a connection meets them: the name, the security groups, the
 * route and a firewall (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview). Other callers
 * have no such path.
 */
export function pathGates(vault: Vault, network: Network, caller: DirectCaller): readonly Gate[] {
  const path = pathOfCaller(vault, network, caller);
  if (!path) return [];
  const unseen = causesOfUnseenEndpoints(vault, network);
  if (caller.kind !== "subnet") {
    const gates = [nameGate(path, unseen), unseenGate(path)];
    return unseen.length > 0 ? gates.map((each) => perhaps(each, unseen)) : gates;
  }
  const route = routeGate(path);
  const isOpen = route.settles?.certain.isEmpty === true;
  const asks = caller.integration?.asksForTokens !== "no";
  const isBlocked = isOpen && asks && isTokenBlocked(caller.subnet, network, caller.integration);
  const isUnclear = unseen.length > 0 || mayBeChanged(caller.subnet, path, network);
  const isMute = isOpen && isMachineMute(caller, network);
  const notes = isUnclear
    ? []
    : [...noteIf(isBlocked, "NOTE_TOKEN_BLOCKED"), ...noteIf(isMute, "NOTE_IDENTITY_BLOCKED")];
  const gates = [nameGate(path, unseen), securityGate(path), { ...route, notes }, firewallGate(path)];
  return isUnclear ? gates.map((each) => perhaps(each, unseen)) : gates;
}

function noteIf(isTrue: boolean, note: Note): readonly Note[] {
  return isTrue ? [note] : [];
}

/** Whether machines certainly get no tokens for their identity from the address that Azure has for them. */
function isMachineMute(
  { subnet, integration = asMachine }: Extract<DirectCaller, { readonly kind: "subnet" }>,
  network: Network,
): boolean {
  if (integration.outbound !== asMachine.outbound || integration.asksForTokens !== "no") return false;
  return any(groupsBeforeTokens({ subnet, integration }, network).map(groupDenies)) === "yes";
}

/** The gate that certainly stops a caller on the way; null if none does, which needs no gates. */
export function stoppingGate(vault: Vault, network: Network, caller: DirectCaller): Gate | null {
  const path = pathOfCaller(vault, network, caller);
  if (!path || !isStopped(path)) return null;
  return pathGates(vault, network, caller).find(({ settles }) => settles?.certain.isEmpty === false) ?? null;
}

function isStopped(path: Path): boolean {
  return [unresolvedOn(path), deniedOn(path), droppedOn(path), filteredOn(path)].includes("yes");
}

/** Whether a module that is not read may change what is on the way: it is given the subnet, its network or a part of it. */
function mayBeChanged(subnet: Subnet, { ways }: Path, network: Network): boolean {
  if (isReadInFull(network)) return false;
  const around = networkWithId(subnet.networkId, network);
  const groups = ways.flatMap((way) => way.groups.flatMap(({ group }) => group ?? []));
  const tables = network.routeTables.filter(({ id }) => sameId(subnet.routeTable.value, id) === "yes");
  const firewalls = ways.flatMap((way) =>
    way.hops.flatMap(({ hop }) => (hop.kind === "firewall" ? [hop.firewall] : [])),
  );
  const policies = firewalls.length > 0 ? network.firewallPolicies : [];
  return mayDeclareAbout(
    network,
    subnet,
    ...(around ? [around] : []),
    ...groups,
    ...tables,
    ...firewalls,
    ...policies,
  );
}

/** A denial that something unread, or an endpoint that is only looked up, may lift. */
function perhaps(denying: Gate, unseen: readonly Cause[]): Gate {
  if (denying.settles?.certain.isEmpty !== false) return denying;
  const open: Gate = { ...denying, settles: everything("maybe"), because: [...denying.because, ...unseen] };
  return unseen[0]?.kind === "existing" ? open : { ...open, openReason: "DEPENDS_MODULE" };
}

/** The path of a caller in a subnet; null for all others, and for a subnet of which not even the network is known. */
export function pathOfCaller(vault: Vault, network: Network, caller: DirectCaller): Path | null {
  if (caller.kind === "subnet") return pathOf(caller.subnet, vault, network, caller.integration);
  if (caller.kind !== "externalSubnet") return null;
  const id = networkOf(caller, vault.label);
  return id && pathFrom(id, vault, network, caller.integration);
}

/** What the name resolves to, unless something unread may declare a private endpoint. */
function nameGate(path: Path, unseen: readonly Cause[]): Gate {
  const { resolution, lookup } = path;
  const isBlocked = blockedOn(path);
  const group = isBlocked === "no" ? undefined : groupThat(isBlocked, lookup);
  const isPublic = resolution.answers.every(({ kind }) => kind === "public");
  const answers: readonly GateFact[] =
    isPublic && unseen.length > 0 ? [{ kind: "endpoint-unread", because: unseen }] : nameFacts(resolution);
  const blocked: readonly GateFact[] = group
    ? [...groupFacts(group), { kind: "dns-blocked", isCertain: isBlocked === "yes" }]
    : [];
  return gate({
    name: "name-resolution",
    effect: "deny",
    settles: everything(unresolvedOn(path)),
    reason: "DENY_NAME_RESOLUTION",
    because: distinctCauses([...lookup.flatMap(({ because }) => because), ...resolution.because]),
    facts: isBlocked === "yes" ? blocked : [...blocked, ...answers],
    span: group
      ? placeOfGroup(group)
      : (resolution.answers.map(placeOfAnswer).find((span) => span !== null) ?? null),
  });
}

/** Whether the caller gets no address: there is none, or Azure's DNS does not answer. */
function unresolvedOn(path: Path): Truth {
  return any([missingOn(path), blockedOn(path)]);
}

function blockedOn({ lookup }: Path): Truth {
  return any(lookup.map(groupDenies));
}

function missingOn({ resolution }: Path): Truth {
  return agreed(resolution.answers.map(isMissing));
}

function isMissing({ kind }: Answer): Truth {
  return kind === "conflict" ? "maybe" : truth(kind === "missing");
}

/** The outbound rules of the subnet and of interfaces in it, and the inbound rules of a private endpoint's subnet where they apply. */
function securityGate(path: Path): Gate {
  const { ways, resolution } = path;
  const answer = deniedOn(path);
  const groups = ways.flatMap((way) => way.groups);
  const one = groupThat(answer, groups);
  const shown = one ? [one] : ways.flatMap((way) => groupThat(denies(way), way.groups) ?? []);
  return gate({
    name: "network-security-group",
    effect: "deny",
    settles: everything(answer),
    reason: "DENY_NETWORK_SECURITY_GROUP",
    because: distinctCauses([...groups.flatMap(({ because }) => because), ...resolution.because]),
    facts: shown.length > 0 ? distinctFacts(shown.map(groupFacts)) : [{ kind: "no-security-group" }],
    span: shown[0] ? placeOfGroup(shown[0]) : null,
  });
}

function deniedOn({ ways }: Path): Truth {
  return agreed(ways.map(denies));
}

function denies({ groups }: Way): Truth {
  return any(groups.map(groupDenies));
}

/** The group that makes an answer what it is, preferably that of a subnet; none if groups of several ways do so together. */
function groupThat(answer: Truth, groups: readonly PassedGroup[]): PassedGroup | undefined {
  const deciding = groups.filter((each) => groupDenies(each) === answer);
  return deciding.find(({ at }) => at === null) ?? deciding[0];
}

function groupDenies({ applies, filtered }: PassedGroup): Truth {
  return all([applies, filtered?.denies ?? "no"]);
}

/** Where packets go next, and whether they get to the network of a private endpoint. */
function routeGate(path: Path): Gate {
  const { ways, resolution } = path;
  const dropped = ways.flatMap((way) => dropsOf(way));
  const answer = droppedOn(path);
  const shown = dropped.find(({ drops }) => drops === answer) ?? dropped[0];
  const isUndecided = dropped.some(({ drops, hop }) => drops === "maybe" && hop?.hop.kind !== "unknown");
  const because = distinctCauses([...dropped.flatMap((drop) => drop.because), ...resolution.because]);
  return gate({
    name: "route",
    effect: "deny",
    settles: everything(answer),
    reason: "DENY_ROUTE",
    openReason: isUndecided ? egressUnless(because) : null,
    because,
    facts: shown ? [perhapsNext(hopFact(shown.hop, shown.way), dropped)] : [],
    span: shown ? placeOfHop(shown.hop, shown.way) : null,
  });
}

/** A next hop beside which there are others. */
function perhapsNext(fact: PathFact, dropped: readonly Drop[]): PathFact {
  const isOneOf = new Set(dropped.map(({ hop }) => hop?.hop.kind)).size > 1;
  return isOneOf && fact.kind === "next-hop" ? { ...fact, isOneOf: true } : fact;
}

function droppedOn({ ways }: Path): Truth {
  return agreed(ways.flatMap((way) => dropsOf(way)).map(({ drops }) => drops));
}

/** Where a parameter decides, that is more helpful to know. */
function egressUnless(because: readonly Cause[]): Reason | null {
  return because.some(({ kind }) => kind === "parameter") ? null : "DEPENDS_EGRESS";
}

interface Drop {
  readonly drops: Truth;
  readonly way: Way;
  /** Null if the networks are not connected, or the hops are not visible. */
  readonly hop: PassedHop | null;
  readonly because: readonly Cause[];
}

function dropsOf(way: Way): readonly Drop[] {
  const apart: Truth = way.connected ? not(way.connected.answer) : "no";
  if (apart !== "no" || way.hops.length === 0)
    return [{ drops: apart, way, hop: null, because: way.connected?.because ?? [] }];
  return way.hops.map((hop) => ({ drops: hop.drops, way, hop, because: hop.because }));
}

/** The rules of a firewall that the route leads to. */
function firewallGate(path: Path): Gate {
  const { ways, resolution } = path;
  const hops = ways.flatMap((way) => way.hops);
  const behind = hops.filter(({ hop }) => hop.kind === "firewall");
  const denied = filteredOn(path);
  const because = distinctCauses([
    ...hops.flatMap((hop) => [...hop.because, ...(hop.firewall?.because ?? [])]),
    ...resolution.because,
  ]);
  const shown = behind.find((each) => firewallDenies(each) === denied) ?? behind[0];
  return gate({
    name: "firewall",
    effect: "deny",
    settles: behind.length === 0 ? null : everything(denied),
    reason: "DENY_FIREWALL",
    openReason: behind.some(({ firewall }) => !firewall) ? egressUnless(because) : null,
    because,
    facts: shown ? firewallFacts(shown) : [{ kind: "no-firewall" }],
    span: shown ? placeOfFirewall(shown) : null,
  });
}

function filteredOn({ ways }: Path): Truth {
  return agreed(ways.flatMap((way) => way.hops).map(firewallDenies));
}

/** A firewall whose rules are declared elsewhere denies by default, so nothing is known. */
function firewallDenies({ hop, firewall }: PassedHop): Truth {
  return hop.kind === "firewall" ? (firewall?.denies ?? "maybe") : "no";
}

/** On the way from a subnet that is declared elsewhere, only the peering of networks is visible. */
function unseenGate(path: Path): Gate {
  const route = routeGate(path);
  return route.settles?.possible.isEmpty === true
    ? { ...route, facts: [{ kind: "way-not-declared" }] }
    : route;
}

/** The network of a subnet by its ID; null for an ID that is not that of a subnet. An unknown ID may be in any network. */
function networkOf({ id }: ExternalSubnet, near: Span): Value | null {
  const origin = { span: near };
  const network = networkIdOf(id);
  if (network !== null) return known(network, origin);
  const because = partsOf(id).flatMap((part) => (typeof part === "string" ? [] : part.because));
  return because.length === 0 ? null : unknown(because, origin);
}
