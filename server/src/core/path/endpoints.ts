import { type Cause, causesOf, distinctCauses, is } from "../evaluate/values/value.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import { all, any, not, type Truth, truth } from "../logic/truth.ts";
import { anyIn, isEmpty } from "../network/fields/lists.ts";
import { candidatesBy } from "../network/ids/candidates-by-name.ts";
import { linkTo } from "../network/ids/links.ts";
import { isLookedUp, networkWithId } from "../network/ids/same-network.ts";
import { causesOfUnread } from "../network/may-declare.ts";
import type { Connection, Network, PrivateEndpoint, Subnet, Vault } from "../network/network.ts";
import { nameKey, sameVault } from "../network/writes/writes.ts";
import { foldWord, isSameWord } from "../text/fold.ts";
import { regionOf } from "./vault-addresses.ts";

/** The declared private endpoints that may be deployed and may connect to a vault. */
export function endpointsOf(vault: Vault, network: Network): readonly PrivateEndpoint[] {
  return endpointsIn(network)(vault);
}

/** Why there may be others: what was not read may declare them, and an endpoint that is only looked up may connect to any vault. */
export function causesOfUnseenEndpoints(vault: Vault, network: Network): readonly Cause[] {
  return unseenIn(network)(vault);
}

const unseenIn = memoize((network: Network) => {
  const isLookup = ({ instance }: PrivateEndpoint): boolean => instance.declaration.existing;
  const declared = network.privateEndpoints.filter((each) => !isLookup(each));
  const lookups = network.privateEndpoints.filter(
    (each) => isLookup(each) && each.exists.truth !== "no" && linkTo(each.id, declared).kind !== "declared",
  );
  return oncePerKey((vault: Vault) => [
    ...causesOfUnread(network, vault),
    ...lookups.flatMap(({ instance, symbol }): readonly Cause[] =>
      instance.frame.run === vault.instance.frame.run ? [{ kind: "existing", symbol }] : [],
    ),
  ]);
});

/** Every caller of every vault needs its endpoints. */
const endpointsIn = memoize((network: Network) => {
  const existing = network.privateEndpoints.filter((endpoint) => endpoint.exists.truth !== "no");
  const candidates = candidatesBy(existing, nameOfTarget);
  return oncePerKey((vault: Vault) =>
    candidates(nameKey(vault)).filter((endpoint) => leadsTo(endpoint, vault) !== "no"),
  );
});

function nameOfTarget({ connections }: PrivateEndpoint): string | null {
  const [first, ...others] = connections;
  return first?.vault?.kind === "declared" && others.length === 0 ? nameKey(first.vault.to) : null;
}

/** Whether an endpoint is deployed, approved and connected to a vault. */
export function isApproved(endpoint: PrivateEndpoint, vault: Vault): Truth {
  const approved = endpoint.connections.map((each) => all([not(each.manual), connectsTo(each, vault)]));
  return all([endpoint.exists.truth, any(approved)]);
}

function leadsTo(endpoint: PrivateEndpoint, vault: Vault): Truth {
  return any(endpoint.connections.map((connection) => connectsTo(connection, vault)));
}

function connectsTo({ exists, vault: link, groupIds }: Connection, vault: Vault): Truth {
  if (link?.kind === "declared") return all([exists, truth(sameVault(link.to, vault))]);
  const isCandidate = link?.kind === "unknown" && link.candidates.some((each) => each.key === vault.key);
  return isCandidate && isForVaults(groupIds) !== "no" ? "maybe" : "no";
}

/**
 * An endpoint specifies what kind of resource it connects to, so one for storage does not connect to a vault, whatever
 * its target is (https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource).
 */
function isForVaults(groups: Connection["groupIds"]): Truth {
  if (isEmpty(groups)) return "yes";
  return anyIn(groups, (group) => is(group, (word) => truth(vaultGroups.has(foldWord(word)))));
}

/** Why Azure rejects an endpoint. */
export type Rejection = "group" | "region" | "delegation";

/**
 * Why Azure certainly rejects an endpoint, if it does: its group ID, which `KV401` reports, a region other than that of its network
 * (https://learn.microsoft.com/azure/key-vault/general/private-link-service), or a subnet that is delegated to a service
 * (https://learn.microsoft.com/azure/virtual-network/subnet-delegation-overview).
 */
export function rejectionOf(endpoint: PrivateEndpoint, network: Network): Rejection | null {
  const { connections, subnet, networkId } = endpoint;
  if (connections.some(({ groupIds }) => isForVaults(groupIds) === "no")) return "group";
  // What is deployed was accepted.
  if (endpoint.instance.frame.template.state !== null) return null;
  if (subnet?.kind === "declared" && subnet.to.delegations.items.length > 0) return "delegation";
  const around = networkWithId(networkId, network);
  if (!around || isLookedUp(around)) return null;
  const [own, other] = [regionOf(endpoint), regionOf(around)];
  return own !== null && other !== null && own !== other ? "region" : null;
}

/** Whether nothing that is written makes Azure reject an endpoint, and its group ID is known. */
export function isAccepted(endpoint: PrivateEndpoint, network: Network): boolean {
  const isOfVaults = endpoint.connections.every(({ groupIds }) => isForVaults(groupIds) === "yes");
  return isOfVaults && rejectionOf(endpoint, network) === null;
}

const vaultGroups: ReadonlySet<string> = new Set(["vault", "managedhsm"]);

/** The name of Key Vault's service endpoint: https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview */
export const serviceEndpointName = "Microsoft.KeyVault";

/** Whether a subnet's traffic to key vaults uses the service endpoint. */
export function serviceEndpointOn(subnet: Subnet): Truth {
  return anyIn(subnet.serviceEndpoints, (endpoint) =>
    is(endpoint, (name) => truth(isSameWord(name, serviceEndpointName))),
  );
}

/** What determines whether the service endpoint is on. */
export function causesOfEndpoint({ serviceEndpoints }: Subnet): readonly Cause[] {
  const { items, open } = serviceEndpoints;
  return distinctCauses([...items.flatMap((item) => causesOf(item.field.value)), ...open]);
}
