import type { Network } from "../../network/network.ts";
import type { Job } from "../../outside/job.ts";
import type { Consumer } from "../../services/consumers/consumer.ts";
import { everyConsumerIn } from "../../services/consumers/find-consumers.ts";
import { spanKey } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";

/** The cluster that runs a manifest, as a network declares it; null where it is not certain from where that calls. */
export type ClusterIn = (network: Network) => Consumer | null;

/**
 * A repository with one cluster runs its manifests there. The cluster says where pods call from; the driver for secret stores
 * uses the network of its nodes, so that a cluster whose pods have subnets of their own says nothing about it.
 */
export function clusterOf(
  { machine }: Pick<Job, "machine">,
  analyses: readonly Analysis[],
): ClusterIn | null {
  if (machine.kind !== "cluster" || !isAlone(analyses)) return null;
  return (network) => {
    const [consumer] = clustersIn(network);
    if (!consumer || !network.intact) return null;
    return machine.from === "node" && !isInNodeSubnets(consumer, analyses) ? null : consumer;
  };
}

/** Whether all roots together declare one cluster. */
function isAlone(analyses: readonly Analysis[]): boolean {
  const clusters = analyses.flatMap(({ worlds }) => worlds.flatMap(({ network }) => clustersIn(network)));
  return new Set(clusters.map(({ resource }) => spanKey(resource.label))).size === 1;
}

/** Clusters that certainly have the driver for secret stores. */
function clustersIn(network: Network): readonly Consumer[] {
  return everyConsumerIn(network).filter(
    ({ service, exists }) => service.id === "aks-secrets-store-csi" && exists.truth === "yes",
  );
}

function isInNodeSubnets({ place }: Consumer, analyses: readonly Analysis[]): boolean {
  if (place.kind !== "subnets") return true;
  return place.subnets.every(({ id: { slot } }) => {
    const { key } = slot;
    const read = key ? analyses.flatMap(({ documents }) => documents.get(key.document) ?? [])[0] : undefined;
    const text = key ? read?.document.text.slice(key.start, key.end) : undefined;
    return text !== undefined && /^"?vnet_?subnet_?id/i.test(text);
  });
}
