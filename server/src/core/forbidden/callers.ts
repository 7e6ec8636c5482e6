import type { Caller } from "../access/caller.ts";
import { consumerLabel } from "../access/consumer-source.ts";
import { subnetName } from "../access/source.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import { foldWord } from "../text/fold.ts";

/** Something declared that may have called a vault. */
export interface DeclaredCaller {
  /** As a source is written: `subnet:vnet/app`, `consumer:api`. */
  readonly from: string;
  readonly in: (network: Network) => Caller | null;
}

/** What may call a vault: the resources that use it, and whatever else is in the subnets of the deployment. */
export function callersOf({ vault, views }: VaultAcrossWorlds): readonly DeclaredCaller[] {
  const networks = views.map(({ world }) => world.network);
  const found = networks.flatMap((network) => [...consumersIn(network, vault), ...subnetsIn(network)]);
  return [...new Map(found.map((each) => [each.from, each])).values()];
}

function consumersIn(network: Network, vault: Vault): readonly DeclaredCaller[] {
  return callersOfVaultsIn(network)
    .filter((consumer) => consumer.exists.truth !== "no" && mayUse(consumer, vault))
    .map(({ key, resource }) => ({
      from: `consumer:${consumerLabel(resource)}`,
      in: (other) => {
        const same = callersOfVaultsIn(other).find((each) => each.key === key);
        return same ? { kind: "consumer", consumer: same } : null;
      },
    }));
}

function subnetsIn(network: Network): readonly DeclaredCaller[] {
  return network.subnets.filter(mayHoldCallers).map((subnet) => ({
    from: `subnet:${subnetName(subnet, network)}`,
    in: (other) => {
      const same = other.subnets.find(({ key }) => key === subnet.key);
      return same ? { kind: "subnet", subnet: same } : null;
    },
  }));
}

/** Subnets of these names contain nothing but what Azure puts there. */
const reserved = new Set([
  "azurefirewallsubnet",
  "azurefirewallmanagementsubnet",
  "gatewaysubnet",
  "azurebastionsubnet",
  "routeserversubnet",
]);

function mayHoldCallers({ name, exists }: Subnet): boolean {
  const isReserved =
    name.kind === "known" && typeof name.value === "string" && reserved.has(foldWord(name.value));
  return exists.truth !== "no" && !isReserved;
}
