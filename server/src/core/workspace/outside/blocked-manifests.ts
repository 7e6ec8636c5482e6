import { judge } from "../../access/verdict.ts";
import { known } from "../../evaluate/values/value.ts";
import type { Network } from "../../network/network.ts";
import type { ReportedFinding } from "../../rules/engine/reported-finding.ts";
import { type RunOptions, runRules } from "../../rules/engine/run.ts";
import { pathBlocked, reportPathBlocked } from "../../rules/kv307-path-blocked.ts";
import { dnsZoneLacksRecord, reportMissingRecord } from "../../rules/kv409-dns-zone-lacks-record.ts";
import { endpointUnreachable, reportUnreachable } from "../../rules/kv410-endpoint-unreachable.ts";
import { consumerBlocked } from "../../rules/kv501-consumer-blocked.ts";
import { reportCutOff } from "../../rules/questions/cut-off.ts";
import { blockedConsumer } from "../../rules/questions/blocked-path.ts";
import type { Meeting } from "../../rules/questions/consumer-verdicts.ts";
import type { Rule } from "../../rules/rule.ts";
import type { VaultUse } from "../../services/consumers/consumer.ts";
import type { Analysis } from "../analyzer.ts";
import { clusterOf } from "./clusters.ts";
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
