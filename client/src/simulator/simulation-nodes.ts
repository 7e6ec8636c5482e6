import type { VerdictResult } from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import { sayPlace } from "../places.ts";
import type { Say } from "../say.ts";
import type { NodeIcon, TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";
import type { Simulation, SimulationResult } from "../verdicts/simulation.ts";
import { sourceId, verdictId } from "../verdicts/simulation.ts";
import { sayNotes } from "../verdicts/notes.ts";
import { verdictChildren } from "../verdicts/step-nodes.ts";
import { decidingStep, verdictIcon, verdictSummary, verdictWord } from "../verdicts/verdict-words.ts";
import { vaultLabels } from "../verdicts/vault-labels.ts";

export type Grouping = "source" | "vault";

/** The rows of the view: sources with their vaults, or vaults with the sources asked about. */
export function simulationNodes(
  say: Say,
  results: readonly SimulationResult[],
  grouping: Grouping,
): readonly TreeNode[] {
  const label = vaultLabels(results.flatMap((result) => result.verdicts));
  return grouping === "source"
    ? results.map((result) => sourceNode(say, result, label))
    : byVault(say, results, label);
}

/** Tells subnets, services, resources, addresses, saved sources and the internet apart by the way they are written. */
export function sourceIcon(from: string): NodeIcon {
  if (from === "internet") return { name: "globe" };
  if (from.startsWith("subnet:")) return { name: "type-hierarchy-sub" };
  if (from.startsWith("service:")) return { name: "azure" };
  if (from.startsWith("consumer:")) return { name: "server-process" };
  if (from.startsWith("tag:")) return { name: "tag" };
  if (isSaved(from)) return { name: "bookmark" };
  return { name: /[/-]/.test(from) ? "list-selection" : "device-desktop" };
}

type Labels = (verdict: VerdictResult) => string;

function sourceNode(say: Say, { simulation, verdicts, error }: SimulationResult, label: Labels): TreeNode {
  const description = sourceDescription(say, simulation, verdicts, error);
  return {
    id: sourceId(simulation.from),
    label: simulation.label,
    description,
    icon: error === null ? sourceIcon(simulation.from) : { name: "error", color: "list.errorForeground" },
    tooltip: `**${escapeMarkdown(simulation.label)}**\n\n${escapeMarkdown(error ?? simulation.from)}`,
    spoken: say("Source {0}: {1}", simulation.label, error ?? sayCounts(say, verdicts)),
    place: null,
    words: ["source"],
    expanded: true,
    children: verdicts.map((verdict) => verdictNode(say, verdict, label(verdict), simulation.label)),
  };
}

function sourceDescription(
  say: Say,
  simulation: Simulation,
  verdicts: readonly VerdictResult[],
  error: string | null,
): string {
  if (error !== null) return error;
  return verdicts.length === 0 ? say("no vault to reach") : sayKind(say, simulation.from);
}

function sayKind(say: Say, from: string): string {
  if (from === "internet") return say("any client");
  if (from.startsWith("subnet:")) return say("subnet");
  if (from.startsWith("service:")) return say("service");
  if (from.startsWith("consumer:")) return say("resource");
  if (from.startsWith("tag:")) return say("service tag");
  return isSaved(from) ? say("saved source") : "";
}

/** Addresses begin with a digit or, those of IPv6, hold a colon: whatever else stands without a prefix is a name. */
function isSaved(from: string): boolean {
  return !/^\d|:/.test(from);
}

function byVault(say: Say, results: readonly SimulationResult[], label: Labels): readonly TreeNode[] {
  const vaults = new Map<string, { readonly verdict: VerdictResult; readonly children: TreeNode[] }>();
  for (const { simulation, verdicts } of results) {
    for (const verdict of verdicts) {
      const id = `vault|${vaultId(verdict)}`;
      const vault = vaults.get(id) ?? { verdict, children: [] };
      vaults.set(id, vault);
      const node = verdictNode(say, verdict, label(verdict), simulation.label);
      vault.children.push({ ...node, label: simulation.label });
    }
  }
  return [...vaults].map(([id, { verdict, children }]) =>
    vaultNode(say, id, verdict, label(verdict), children),
  );
}

function vaultNode(
  say: Say,
  id: string,
  verdict: VerdictResult,
  label: string,
  children: readonly TreeNode[],
): TreeNode {
  return {
    id,
    label,
    description: sayPlace(verdict),
    icon: { name: "key" },
    tooltip: `**${escapeMarkdown(label)}**\n\n${escapeMarkdown(sayPlace(verdict))}`,
    spoken: say("Vault {0}, {1}, {2} sources", label, sayPlace(verdict), children.length),
    place: { uri: verdict.uri, range: verdict.range },
    words: ["vault"],
    expanded: true,
    children,
  };
}

function verdictNode(say: Say, verdict: VerdictResult, vault: string, source: string): TreeNode {
  const id = verdictId(verdict);
  const summary = withDelta(say, verdict);
  const deciding = decidingStep(verdict);
  const place = deciding?.place ?? { uri: verdict.uri, range: verdict.range };
  return {
    id,
    label: vault,
    description: summary,
    icon: verdict.was === null ? verdictIcon(verdict.verdict, verdict.from) : { name: "arrow-swap" },
    tooltip: verdictTooltip(say, verdict, vault, source),
    spoken: `${spokenVerdict(say, verdict, vault, source)} ${deciding?.text ?? ""} ${sayPlace(place)}`,
    place,
    // Only what is decided throughout can be turned.
    words: verdict.verdict === "depends" ? ["verdict"] : ["verdict", "fixable"],
    expanded: false,
    children: verdictChildren(say, verdict, id),
  };
}

/** What is different from the what-if baseline says so first: "was Allowed · Denied · default". */
function withDelta(say: Say, verdict: VerdictResult): string {
  const summary = verdictSummary(say, verdict);
  return verdict.was === null ? summary : say("was {0} · {1}", verdictWord(say, verdict.was), summary);
}

/** "kv, denied for laptop, which was allowed before." */
function spokenVerdict(say: Say, verdict: VerdictResult, vault: string, source: string): string {
  const word = verdictWord(say, verdict.verdict).toLowerCase();
  return verdict.was === null
    ? say("{0}, {1} for {2}.", vault, word, source)
    : say(
        "{0}, {1} for {2}, was {3} before.",
        vault,
        word,
        source,
        verdictWord(say, verdict.was).toLowerCase(),
      );
}

function verdictTooltip(say: Say, verdict: VerdictResult, vault: string, source: string): string {
  const word = verdictWord(say, verdict.verdict);
  const lines = [
    `**${word}**: ${escapeMarkdown(source)} → ${escapeMarkdown(vault)}`,
    verdict.scenario ? escapeMarkdown(`${verdict.scenario.name}: ${verdict.scenario.text}`) : "",
    escapeMarkdown(decidingStep(verdict)?.text ?? ""),
    ...sayNotes(say, verdict.notes).map((note) => `*${escapeMarkdown(note)}*`),
    verdict.module === null ? "" : escapeMarkdown(say("In module {0}", verdict.module)),
    escapeMarkdown(say("Vault declared at {0}", sayPlace(verdict))),
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}

function sayCounts(say: Say, verdicts: readonly VerdictResult[]): string {
  if (verdicts.length === 0) return say("no vault to reach");
  const allowed = verdicts.filter((verdict) => verdict.verdict === "allowed").length;
  return verdicts.length === 1
    ? say("allowed at {0} of 1 vault", allowed)
    : say("allowed at {0} of {1} vaults", allowed, verdicts.length);
}
