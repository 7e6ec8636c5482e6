import { judge } from "../../access/verdict.ts";
import { known } from "../../evaluate/values/value.ts";
import type { Network } from "../../network/network.ts";
import type { Job } from "../../outside/job.ts";
import type { ReportedFinding } from "../../rules/engine/reported-finding.ts";
import { type RunOptions, runRules } from "../../rules/engine/run.ts";
import { pathBlocked, reportPathBlocked } from "../../rules/kv307-path-blocked.ts";
import { dnsZoneLacksRecord, reportMissingRecord } from "../../rules/kv409-dns-zone-lacks-record.ts";
import { endpointUnreachable, reportUnreachable } from "../../rules/kv410-endpoint-unreachable.ts";
import { consumerBlocked } from "../../rules/kv501-consumer-blocked.ts";
import { blockedConsumer, reportCutOff } from "../../rules/questions/blocked-path.ts";
import type { Meeting } from "../../rules/questions/consumer-verdicts.ts";
import type { Rule } from "../../rules/rule.ts";
import type { Consumer, VaultUse } from "../../services/consumers/consumer.ts";
import { everyConsumerIn } from "../../services/consumers/find-consumers.ts";
import { spanKey } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import type { PlacedCall } from "./timeline.ts";

/** How what a manifest runs meets a vault in a network; null if it is not known where it calls from. */
export type ManifestMeeting = (network: Network) => Meeting | null;

export function meetingOf(
  { call, job }: PlacedCall,
  { across }: DeclaredVault,
  analyses: readonly Analysis[],
): ManifestMeeting | null {
  const clusterIn = call.access.kind === "use" ? clusterOf(job, analyses) : null;
  if (!clusterIn) return null;
  return (network) => {
    const consumer = clusterIn(network);
    const vault = network.vaults.find(({ key }) => key === across.key);
    const [own] = consumer?.uses ?? [];
    if (!consumer || !own || !vault) return null;
    const { reference } = own;
    const written = known(call.written, { span: call.span });
    const use: VaultUse = {
      kind: "vault-name",
      reference: { ...reference, value: written, slot: { ...reference.slot, entry: null } },
      vault: { kind: "declared", to: vault },
    };
    return { vault, consumer, use, verdict: judge(vault, network, { kind: "consumer", consumer }) };
  };
}

/** KV307, KV409, KV410, and KV501 of what a manifest runs. */
export function blockedManifest(
  meet: ManifestMeeting,
  { analysis }: DeclaredVault,
  options: RunOptions,
): readonly ReportedFinding[] {
  const asked = callerRules.map(({ rule, report }): Rule => ({
    ...rule,
    check: (network) => {
      const meeting = meet(network);
      return meeting ? [report(meeting, network)].flat() : [];
    },
  }));
  return runRules(analysis.worlds, options, asked).map((finding) => {
    const { code, about, related } = finding;
    if (code !== "KV501" || !about) return finding;
    return {
      ...finding,
      fixes: () => [],
      related: [...related, { fact: { kind: "run-by-cluster" }, span: about }],
    };
  });
}

const callerRules = [
  { rule: consumerBlocked, report: reportCutOff },
  { rule: pathBlocked, report: onWay(reportPathBlocked) },
  { rule: dnsZoneLacksRecord, report: onWay(reportMissingRecord) },
  { rule: endpointUnreachable, report: onWay(reportUnreachable) },
];

function onWay(report: typeof reportPathBlocked): typeof reportCutOff {
  return (meeting, network) =>
    blockedConsumer(meeting, network).flatMap((blocked) => report(blocked, network));
}

/** The cluster that runs a manifest, as a network declares it; null where it is not certain from where that calls. */
type ClusterIn = (network: Network) => Consumer | null;

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
