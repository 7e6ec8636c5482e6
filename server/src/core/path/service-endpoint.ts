import { type Cause, causesOf, distinctCauses, is } from "../evaluate/values/value.ts";
import { type Truth, truth } from "../logic/truth.ts";
import { anyIn } from "../network/fields/lists.ts";
import type { Subnet } from "../network/network.ts";
import { foldWord } from "../text/fold.ts";

/** The name of Key Vault's service endpoint: https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview */
export const serviceEndpointName = "Microsoft.KeyVault";

/** Whether a subnet's traffic to key vaults uses the service endpoint. */
export function serviceEndpointOn(subnet: Subnet): Truth {
  return anyIn(subnet.serviceEndpoints, (endpoint) =>
    is(endpoint, (name) => truth(foldWord(name) === foldWord(serviceEndpointName))),
  );
}

/** What determines whether the service endpoint is on. */
export function causesOfEndpoint({ serviceEndpoints }: Subnet): readonly Cause[] {
  const { items, open } = serviceEndpoints;
  return distinctCauses([...items.flatMap((item) => causesOf(item.field.value)), ...open]);
}
