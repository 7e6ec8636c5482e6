import { all, any, type Truth } from "../logic/truth.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Network, PrivateEndpoint, Vault } from "../network/network.ts";
import { IpBounds, IpSet } from "../ip/ip-set.ts";
import { causesOfUnseenEndpoints, endpointsOf, isApproved, rejectionOf } from "../path/endpoints.ts";
import type { Path, Way } from "../path/way.ts";
import { type DirectCaller, unseenAddresses } from "./caller.ts";
import { type Gate, everything, gate, idleGate } from "./decision.ts";
import type { GateFact } from "./gate-fact.ts";
import { pathOfCaller } from "./gate-path.ts";
import { callsFromOwnPath } from "./gate-trusted-service.ts";

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
  const used = usedEndpoint(vault, network, caller, endpoints);
  if (!used)
    return (
      perhapsUsed(vault, endpoints, caller) ??
      perhapsUnread(vault, network, caller) ??
      idleOrWaiting(endpoints, unused, caller)
    );
  const { endpoint, reached, by, isAssumed, because } = used;
  const why = rejectionOf(endpoint, network);
  return gate({
    name: "private-endpoint",
    effect: "allow",
    settles: everything(reached),
    reason: "ALLOW_PRIVATE_ENDPOINT",
    because: [
      ...endpoint.exists.because,
      ...endpoint.connections.flatMap((connection) => connection.because),
      ...because,
    ],
    facts: [
      reached === "maybe"
        ? { kind: "endpoint-unclear", endpoint: endpoint.symbol }
        : { kind: "endpoint-used", endpoint: endpoint.symbol, by },
      ...(why ? [{ kind: "endpoint-rejected", endpoint: endpoint.symbol, why } as const] : []),
    ],
    span: endpoint.label,
    notes: isAssumed ? ["NOTE_DNS_NOT_VISIBLE"] : [],
  });
}

/**
 * What is in a network that a template does not name may reach the endpoint from there: whatever has a private address, and a
 * service that calls from a network of its customer.
 */
function perhapsUsed(vault: Vault, endpoints: readonly PrivateEndpoint[], caller: DirectCaller): Gate | null {
  const endpoint = endpoints.find((each) => isApproved(each, vault) !== "no");
  const traffic = inUnnamedNetwork(caller);
  if (!endpoint || traffic.isEmpty) return null;
  return gate({
    name: "private-endpoint",
    effect: "allow",
    settles: IpBounds.atMost(traffic),
    reason: "ALLOW_PRIVATE_ENDPOINT",
    openReason: "DEPENDS_SUBNET",
    facts: [{ kind: "endpoint-perhaps-used", endpoint: endpoint.symbol }],
    span: endpoint.label,
  });
}

/** A module that gets the vault and was not read may declare an endpoint, which whatever is in a network may use. */
function perhapsUnread(vault: Vault, network: Network, caller: DirectCaller): Gate | null {
  const traffic = isInSubnet(caller) ? IpSet.all : inUnnamedNetwork(caller);
  const because = traffic.isEmpty ? [] : causesOfUnseenEndpoints(vault, network);
  if (because.length === 0) return null;
  return gate({
    name: "private-endpoint",
    effect: "allow",
    settles: IpBounds.atMost(traffic),
    reason: "ALLOW_PRIVATE_ENDPOINT",
    because,
    facts: [{ kind: "endpoint-unread", because }],
  });
}

/** The traffic of a caller that comes from a network, and may come from any. */
function inUnnamedNetwork(caller: DirectCaller): IpSet {
  if (caller.kind === "addresses") return unseenAddresses(caller);
  const isAnywhere = caller.kind === "service" && caller.isOutside === undefined && callsFromOwnPath(caller);
  return isAnywhere ? IpSet.all : IpSet.empty;
}

function idleOrWaiting(endpoints: readonly PrivateEndpoint[], unused: GateFact, caller: DirectCaller): Gate {
  const waiting = endpoints.find((endpoint) => endpoint.connections.every(({ manual }) => manual === "yes"));
  const fact: GateFact =
    waiting && isInSubnet(caller) ? { kind: "endpoint-waiting", endpoint: waiting.symbol } : unused;
  return idleGate("private-endpoint", fact, endpoints[0]?.label ?? null);
}

function isInSubnet({ kind }: DirectCaller): boolean {
  return kind === "subnet" || kind === "externalSubnet";
}

/** The private endpoint that a caller arrives through, or may. */
interface Used {
  readonly endpoint: PrivateEndpoint;
  readonly reached: Truth;
  /** How it is known: because of the access file, or because the caller is in its network, or of a DNS zone. */
  readonly by: "network" | "statement" | "zone";
  readonly isAssumed: boolean;
  /** What it depends on whether the name leads there. */
  readonly because: readonly Cause[];
}

function usedEndpoint(
  vault: Vault,
  network: Network,
  caller: DirectCaller,
  endpoints: readonly PrivateEndpoint[],
): Used | null {
  if (caller.kind === "externalSubnet" && caller.said?.privateEndpoint === true) {
    const said = endpoints.find((endpoint) => isApproved(endpoint, vault) !== "no");
    if (said) {
      const reached = isApproved(said, vault);
      return { endpoint: said, reached, by: "statement", isAssumed: false, because: [] };
    }
  }
  const path = pathOfCaller(vault, network, caller);
  return path && byName(path, vault);
}

/** Where the name resolves to an endpoint, requests arrive through it, if the way there lets them. */
function byName({ resolution, ways }: Path, vault: Vault): Used | null {
  const isCertain = resolution.answers.every(({ kind }) => kind === "private");
  const through = ways.flatMap((way) => (way.answer.kind === "private" ? [{ way, ...way.answer }] : []));
  const [first] = through;
  if (!first) return null;
  const reached = any(through.map(({ endpoint }) => isApproved(endpoint, vault)));
  return {
    endpoint: first.endpoint,
    reached: all([isCertain ? "yes" : "maybe", reached]),
    by: isSameNetwork(first.way) ? "network" : "zone",
    isAssumed: through.every(({ isAssumed }) => isAssumed),
    because: resolution.because,
  };
}

function isSameNetwork({ connected }: Way): boolean {
  return connected?.why === "same-network";
}
