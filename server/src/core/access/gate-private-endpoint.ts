import { memoize } from "../logic/memoize.ts";
import type { Truth } from "../logic/truth.ts";
import { all, any, truth } from "../logic/truth.ts";
import type { Value } from "../evaluate/values/value.ts";
import { partsOf } from "../evaluate/values/plain.ts";
import { causesOf, is, known, unknown } from "../evaluate/values/value.ts";
import { candidatesBy } from "../network/ids/candidates-by-name.ts";
import { networkIdOf, sameResource } from "../network/ids/links.ts";
import { nameKey, sameVault } from "../network/writes/writes.ts";
import type { Connection, Network, PrivateEndpoint, Vault } from "../network/network.ts";
import type { DirectCaller } from "./caller.ts";
import type { Gate } from "./decision.ts";
import type { GateFact } from "./gate-fact.ts";
import { everything, gate, idleGate } from "./gate.ts";
import { resolvesIn } from "./private-dns.ts";

/** The declared private endpoints that may be deployed and may connect to a vault. */
export function endpointsOf(vault: Vault, network: Network): readonly PrivateEndpoint[] {
  return endpointsIn(network)(vault);
}

/** How many there are. A state may list one both as a resource and as a connection of the vault. */
export function countEndpoints(vault: Vault, network: Network): number {
  return Math.max(endpointsOf(vault, network).length, vault.approvedConnections);
}

/** Every caller of every vault needs its endpoints. */
const endpointsIn = memoize((network: Network) => {
  const existing = network.privateEndpoints.filter((endpoint) => endpoint.exists.truth !== "no");
  const candidates = candidatesBy(existing, nameOfTarget);
  return memoize((vault: Vault) =>
    candidates(nameKey(vault)).filter((endpoint) => leadsTo(endpoint, vault) !== "no"),
  );
});

function nameOfTarget({ connections }: PrivateEndpoint): string | null {
  const [first, ...others] = connections;
  return first?.vault?.kind === "declared" && others.length === 0 ? nameKey(first.vault.to) : null;
}

/**
 * An approved private endpoint allows everything that arrives through it, regardless of the rules
 * (https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics).
 */
export function privateEndpointGate(vault: Vault, network: Network, caller: DirectCaller): Gate {
  const endpoints = endpointsOf(vault, network);
  const unused: GateFact =
    endpoints.length === 0
      ? { kind: "no-private-endpoint" }
      : { kind: "endpoints-not-used", count: endpoints.length };
  const [first] = endpoints;
  if (caller.kind !== "subnet" && caller.kind !== "externalSubnet") {
    return idleGate("private-endpoint", unused, first?.label ?? null);
  }
  const ways = endpoints.map((endpoint) => wayThrough(endpoint, vault, network, caller));
  const reached = any(ways.map((way) => way.reached));
  const way = ways.find((each) => each.reached === reached);
  if (reached === "no" || !way) return idleOrWaiting(endpoints, unused);
  const { endpoint: through } = way;
  return gate({
    name: "private-endpoint",
    effect: "allow",
    settles: everything(reached),
    reason: "ALLOW_PRIVATE_ENDPOINT",
    because: [
      ...through.exists.because,
      ...through.connections.flatMap(({ target }) => causesOf(target.value)),
    ],
    facts: [wayFact(way)],
    span: through.label,
    notes: way.resolves === "yes" ? [] : ["NOTE_DNS_NOT_VISIBLE"],
  });
}

function idleOrWaiting(endpoints: readonly PrivateEndpoint[], unused: GateFact): Gate {
  const waiting = endpoints.find((endpoint) => endpoint.connections.every((connection) => connection.manual));
  const fact: GateFact = waiting ? { kind: "endpoint-waiting", endpoint: waiting.symbol } : unused;
  return idleGate("private-endpoint", fact, endpoints[0]?.label ?? null);
}

function leadsTo(endpoint: PrivateEndpoint, vault: Vault): Truth {
  return any(endpoint.connections.map((connection) => connectsTo(connection, vault)));
}

function connectsTo({ vault: link, groupIds }: Connection, vault: Vault): Truth {
  if (link?.kind === "declared") return truth(sameVault(link.to, vault));
  const isCandidate = link?.kind === "unknown" && link.candidates.some((each) => each.key === vault.key);
  return isCandidate && !isForOthers(groupIds) ? "maybe" : "no";
}

/**
 * An endpoint specifies what kind of resource it connects to, so one for storage does not connect to a vault, whatever
 * its target is (https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource).
 */
function isForOthers({ items, open }: Connection["groupIds"]): boolean {
  const answers = items.map((item) =>
    is(item.field.value, (group) => truth(vaultGroups.has(group.toLowerCase()))),
  );
  return open.length === 0 && items.length > 0 && any(answers) === "no";
}

const vaultGroups: ReadonlySet<string> = new Set(["vault", "managedhsm"]);

/** How a caller reaches a private endpoint. */
interface Way {
  readonly endpoint: PrivateEndpoint;
  readonly reached: Truth;
  /** Whether the caller is in the endpoint's own network. */
  readonly isNear: Truth;
  /** Whether DNS, if it is declared here, resolves to the endpoint for the caller. */
  readonly resolves: Truth;
  /** Whether the access file says that the caller uses it. */
  readonly isSaid: Truth;
}

type SubnetCaller = Extract<DirectCaller, { readonly kind: "subnet" | "externalSubnet" }>;

/**
 * A caller in the endpoint's network, or in one that is linked to the zone in which the endpoint is registered, uses
 * it.
 */
function wayThrough(endpoint: PrivateEndpoint, vault: Vault, network: Network, caller: SubnetCaller): Way {
  const approved = endpoint.connections.filter((connection) => !connection.manual);
  const from = networkOf(caller, endpoint);
  const isNear = from === null ? "no" : sameResource(endpoint.networkId, from);
  const resolves = from === null ? "no" : resolvesIn(from, endpoint, vault, network);
  const isSaid = truth(caller.kind === "externalSubnet" && caller.said?.privateEndpoint === true);
  const reached = all([
    any(approved.map((connection) => connectsTo(connection, vault))),
    any([isNear, resolves, isSaid]),
    endpoint.exists.truth,
  ]);
  return { endpoint, reached, isNear, resolves: any([resolves, isSaid]), isSaid };
}

/** Null for an ID that is not that of a subnet; an unknown ID may be in any network. */
function networkOf(caller: SubnetCaller, { networkId: { origin } }: PrivateEndpoint): Value | null {
  if (caller.kind === "subnet") return caller.subnet.networkId;
  const id = networkIdOf(caller.id);
  if (id !== null) return known(id, origin);
  const because = partsOf(caller.id).flatMap((part) => (typeof part === "string" ? [] : part.because));
  return because.length === 0 ? null : unknown(because, origin);
}

function wayFact({ endpoint: { symbol }, reached, isNear, isSaid }: Way): GateFact {
  if (reached === "maybe") return { kind: "endpoint-unclear", endpoint: symbol };
  const by = isSaid === "yes" ? "statement" : isNear === "yes" ? "network" : "zone";
  return { kind: "endpoint-used", endpoint: symbol, by };
}
