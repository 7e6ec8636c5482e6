import { judge } from "../../access/verdict.ts";
import { known } from "../../evaluate/values/value.ts";
import type { Network } from "../../network/network.ts";
import type { ReportedFinding } from "../../rules/engine/reported-finding.ts";
import { type RunOptions, runRules } from "../../rules/engine/run.ts";
import { pathBlocked, reportPathBlocked } from "../../rules/kv307-path-blocked.ts";
import { dnsZoneLacksRecord, reportMissingRecord } from "../../rules/kv409-dns-zone-lacks-record.ts";
import { endpointUnreachable, reportUnreachable } from "../../rules/kv410-endpoint-unreachable.ts";
import { consumerBlocked, reportBlocked } from "../../rules/kv501-consumer-blocked.ts";
import { blockedConsumer } from "../../rules/questions/blocked-path.ts";
import type { Meeting } from "../../rules/questions/consumer-verdicts.ts";
import type { Rule } from "../../rules/rule.ts";
import type { Consumer, VaultUse } from "../../services/consumers/consumer.ts";
import { consumersOf } from "../../services/consumers/find-consumers.ts";
import { spanKey } from "../../text/span.ts";
import type { Analysis } from "../analyzer.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import type { PlacedCall } from "./timeline.ts";

/** How what a manifest runs meets a vault in a network; null if it is not known where it calls from. */
export type ManifestMeeting = (network: Network) => Meeting | null;

/**
 * A repository with one cluster runs its manifests there. The cluster says where pods call from; the driver for secret stores
 * uses the network of its nodes, so that a cluster whose pods have subnets of their own says nothing about it.
 */
export function meetingOf(
  { call, job }: PlacedCall,
  { analysis, across }: DeclaredVault,
  analyses: readonly Analysis[],
): ManifestMeeting | null {
  const { machine } = job;
  if (machine.kind !== "cluster" || call.access.kind !== "use" || !isAlone(analyses)) return null;
  return (network) => {
    const [consumer] = clustersIn(network);
    const vault = network.vaults.find(({ key }) => key === across.key);
    const [own] = consumer?.uses ?? [];
    if (!consumer || !own || !vault || !network.intact) return null;
    if (machine.from === "node" && !isInNodeSubnets(consumer, analysis)) return null;
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
      return meeting ? report(meeting, network) : [];
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
  { rule: consumerBlocked, report: reportBlocked },
  { rule: pathBlocked, report: onWay(reportPathBlocked) },
  { rule: dnsZoneLacksRecord, report: onWay(reportMissingRecord) },
  { rule: endpointUnreachable, report: onWay(reportUnreachable) },
];

function onWay(report: typeof reportPathBlocked): typeof reportBlocked {
  return (meeting, network) =>
    blockedConsumer(meeting, network).flatMap((blocked) => report(blocked, network));
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
