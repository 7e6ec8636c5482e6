import { nameOf } from "../../access/say.ts";
import { judgeAcross } from "../../access/worlds.ts";
import type { Network } from "../../network/network.ts";
import { stopOnWay } from "../../rules/questions/blocked-path.ts";
import { mayHaveEndpoint } from "../../rules/questions/consumer-verdicts.ts";
import { missingPath } from "../../rules/questions/missing-path.ts";
import type { FindingFact } from "../../rules/facts/finding-fact.ts";
import type { Verdict } from "../../access/verdict.ts";
import type { Consumer } from "../../services/consumers/consumer.ts";
import { consumersOf } from "../../services/consumers/find-consumers.ts";
import { type Span, spanKey } from "../../text/span.ts";
import type { Analysis } from "../analyzer.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import type { PlacedCall } from "./timeline.ts";

/** That a vault certainly blocks what a manifest runs, and where the cluster is declared. */
export interface BlockedManifest {
  readonly fact: FindingFact;
  readonly verdict: Verdict;
  readonly cluster: Span;
}

/**
 * KV501, of a manifest: a repository with one cluster runs it there. The cluster says where pods call from; the driver for secret stores
 * uses the network of its nodes, so that a cluster whose pods have subnets of their own says nothing about it.
 */
export function blockedManifest(
  { call, job }: PlacedCall,
  { analysis, across }: DeclaredVault,
  analyses: readonly Analysis[],
): BlockedManifest | null {
  const { machine } = job;
  const [view] = across.views;
  if (machine.kind !== "cluster" || call.access.kind !== "use" || !view || !isAlone(analyses)) return null;
  const { network } = view.world;
  const [cluster] = clustersIn(network);
  if (!cluster || !network.intact || (machine.from === "node" && !isInNodeSubnets(cluster, analysis)))
    return null;
  const verdict = judgeAcross(across, (each) => {
    const [consumer] = clustersIn(each);
    return consumer ? { kind: "consumer", consumer } : null;
  })?.answer;
  const [use] = cluster.uses;
  if (verdict?.verdict !== "denied" || stopOnWay(verdict) || !use) return null;
  const meeting = { vault: view.vault, consumer: cluster, use, verdict };
  if (mayHaveEndpoint(meeting, network)) return null;
  const { obstacle } = missingPath(meeting, network);
  const fact = { kind: "KV501", consumer: nameOf(cluster.resource), obstacle } as const;
  return { fact, verdict, cluster: cluster.resource.label };
}

/** Whether all roots together declare one cluster. */
function isAlone(analyses: readonly Analysis[]): boolean {
  const clusters = analyses.flatMap(({ worlds }) => worlds.flatMap(({ network }) => clustersIn(network)));
  return new Set(clusters.map(({ resource }) => spanKey(resource.label))).size === 1;
}

/** Clusters that certainly have the driver for secret stores. */
export function clustersIn(network: Network): readonly Consumer[] {
  return consumersOf(network).filter(
    ({ service, exists }) => service.id === "aks-secrets-store-csi" && exists.truth === "yes",
  );
}

function isInNodeSubnets({ place }: Consumer, { documents }: Analysis): boolean {
  if (place.kind !== "subnets") return true;
  return place.subnets.every(({ id: { slot } }) => {
    const { key } = slot;
    const text = key && documents.get(key.document)?.document.text.slice(key.start, key.end);
    return text !== null && text !== undefined && /^"?vnet_?subnet_?id/i.test(text);
  });
}
