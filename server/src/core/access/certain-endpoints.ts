import { causesOfUnseenEndpoints, endpointsOf } from "../path/endpoints.ts";
import type { Network, PrivateEndpoint, Vault } from "../network/network.ts";
import { sameVault } from "../network/writes/writes.ts";

/** The endpoints that are certainly deployed, and certainly connect to a vault. */
export function certainEndpoints(vault: Vault, network: Network): readonly PrivateEndpoint[] {
  return endpointsOf(vault, network).filter(
    (endpoint) =>
      endpoint.exists.truth === "yes" &&
      endpoint.connections.some(
        ({ exists, vault: link }) =>
          exists === "yes" && link?.kind === "declared" && sameVault(link.to, vault),
      ),
  );
}

/** How many endpoints a vault certainly has, and whether it may have more. */
export interface EndpointCount {
  readonly count: number;
  readonly isOpen: boolean;
}

/** A state may list an endpoint both as a resource and as a connection of the vault. */
export function countEndpoints(vault: Vault, network: Network): EndpointCount {
  const { approvedConnections } = vault;
  const count = Math.max(certainEndpoints(vault, network).length, approvedConnections ?? 0);
  const mayBeMore = endpointsOf(vault, network).length > count;
  const isHidden = approvedConnections === null || causesOfUnseenEndpoints(vault, network).length > 0;
  return { count, isOpen: mayBeMore || isHidden };
}
