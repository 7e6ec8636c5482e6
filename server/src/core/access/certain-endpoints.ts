import { endpointsOf } from "../path/endpoints.ts";
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
