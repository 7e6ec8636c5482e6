import type { Truth } from "../logic/truth.ts";
import { all, any, truth } from "../logic/truth.ts";
import { causesOf, is, known } from "../evaluate/value.ts";
import { networkIdOf, sameResource } from "../network/links.ts";
import { sameVault } from "../network/writes.ts";
import type { Connection, Network, PrivateEndpoint, Vault } from "../network/network.ts";
import type { Caller } from "./caller.ts";
import type { Gate } from "./decision.ts";
import { everything, gate, idleGate } from "./gate.ts";
import { sayCount } from "./say.ts";

/** The declared private endpoints that may be deployed and may lead to a vault. */
export function endpointsOf(vault: Vault, network: Network): readonly PrivateEndpoint[] {
  return network.privateEndpoints.filter(
    (endpoint) => endpoint.exists.truth !== "no" && leadsTo(endpoint, vault) !== "no",
  );
}

/**
 * An approved private endpoint admits whatever arrives through it, whatever the rules say
 * (https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics).
 */
export function privateEndpointGate(vault: Vault, network: Network, caller: Caller): Gate {
  const endpoints = endpointsOf(vault, network);
  const text = endpoints.length === 0 ? "There is no private endpoint." : notTaken(endpoints.length);
  const [first] = endpoints;
  if (caller.kind !== "subnet" && caller.kind !== "externalSubnet") {
    return idleGate("private-endpoint", text, first?.label ?? null);
  }
  const reaches = endpoints.map((endpoint) => ({ endpoint, reached: reachedFrom(endpoint, vault, caller) }));
  const reached = any(reaches.map((each) => each.reached));
  const through = reaches.find((each) => each.reached === reached)?.endpoint;
  if (reached === "no" || !through) return idleOrWaiting(endpoints, text);
  return gate({
    name: "private-endpoint",
    effect: "allow",
    settles: everything(reached),
    reason: "ALLOW_PRIVATE_ENDPOINT",
    because: [
      ...through.exists.because,
      ...through.connections.flatMap(({ target }) => causesOf(target.value)),
    ],
    text:
      reached === "yes"
        ? `Private endpoint ${through.symbol} leads to the vault.`
        : `Private endpoint ${through.symbol} may lead to the vault.`,
    span: through.label,
    notes: ["NOTE_DNS_NOT_VISIBLE"],
  });
}

function idleOrWaiting(endpoints: readonly PrivateEndpoint[], text: string): Gate {
  const waiting = endpoints.find((endpoint) => endpoint.connections.every((connection) => connection.manual));
  const says = waiting
    ? `Private endpoint ${waiting.symbol} waits for approval, so it admits nobody yet.`
    : text;
  return idleGate("private-endpoint", says, endpoints[0]?.label ?? null);
}

function notTaken(count: number): string {
  return `${sayCount(count, "private endpoint")}; this caller does not come through ${count === 1 ? "it" : "them"}.`;
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
 * An endpoint says what kind of resource it leads to, so one for storage leads to no vault, whatever its target may be
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource).
 */
function isForOthers({ items, open }: Connection["groupIds"]): boolean {
  const answers = items.map((item) =>
    is(item.field.value, (group) => truth(vaultGroups.has(group.toLowerCase()))),
  );
  return open.length === 0 && items.length > 0 && any(answers) === "no";
}

const vaultGroups: ReadonlySet<string> = new Set(["vault", "managedhsm"]);

function reachedFrom(
  endpoint: PrivateEndpoint,
  vault: Vault,
  caller: Extract<Caller, { readonly kind: "subnet" | "externalSubnet" }>,
): Truth {
  const approved = endpoint.connections.filter((connection) => !connection.manual);
  return all([
    any(approved.map((connection) => connectsTo(connection, vault))),
    sameNetwork(endpoint, caller),
    endpoint.exists.truth,
  ]);
}

function sameNetwork(
  endpoint: PrivateEndpoint,
  caller: Extract<Caller, { readonly kind: "subnet" | "externalSubnet" }>,
): Truth {
  const { networkId } = endpoint;
  if (caller.kind === "subnet") return sameResource(networkId, caller.subnet.networkId);
  const network = networkIdOf(caller.id);
  return network === null ? "no" : sameResource(networkId, known(network, networkId.origin));
}
