import type { VerdictResult } from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import { sayPlace } from "../places.ts";
import type { NodeIcon, TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";
import type { Simulation, SimulationResult } from "./simulation.ts";
import { verdictId } from "./simulation.ts";
import { sayNotes } from "./notes.ts";
import { verdictChildren } from "./step-nodes.ts";
import { decidingStep, verdictLook, verdictSummary } from "./verdict-words.ts";
import { vaultLabels } from "./vault-labels.ts";

export type Grouping = "source" | "vault";

/** The rows of the view: sources with their vaults, or vaults with the sources asked about. */
export function simulationNodes(
  results: readonly SimulationResult[],
  grouping: Grouping,
): readonly TreeNode[] {
  const label = vaultLabels(results.flatMap((result) => result.verdicts));
  return grouping === "source" ? results.map((result) => sourceNode(result, label)) : byVault(results, label);
}

export function sourceId(from: string): string {
  return `source|${from}`;
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

function sourceNode({ simulation, verdicts, error }: SimulationResult, label: Labels): TreeNode {
  const description = sourceDescription(simulation, verdicts, error);
  return {
    id: sourceId(simulation.from),
    label: simulation.label,
    description,
    icon: error === null ? sourceIcon(simulation.from) : { name: "error", color: "list.errorForeground" },
    tooltip: `**${escapeMarkdown(simulation.label)}**\n\n${escapeMarkdown(error ?? simulation.from)}`,
    spoken: `Source ${simulation.label}: ${error ?? sayCounts(verdicts)}`,
    place: null,
    words: ["source"],
    expanded: true,
    children: verdicts.map((verdict) => verdictNode(verdict, label(verdict), simulation.label)),
  };
}

function sourceDescription(
  simulation: Simulation,
  verdicts: readonly VerdictResult[],
  error: string | null,
): string {
  if (error !== null) return error;
  return verdicts.length === 0 ? "no vault to reach" : sayKind(simulation.from);
}

function sayKind(from: string): string {
  if (from === "internet") return "any client";
  if (from.startsWith("subnet:")) return "subnet";
  if (from.startsWith("service:")) return "service";
  if (from.startsWith("consumer:")) return "resource";
  if (from.startsWith("tag:")) return "service tag";
  return isSaved(from) ? "saved source" : "";
}

/** Addresses begin with a digit or, those of IPv6, hold a colon: whatever else stands without a prefix is a name. */
function isSaved(from: string): boolean {
  return !/^\d|:/.test(from);
}

function byVault(results: readonly SimulationResult[], label: Labels): readonly TreeNode[] {
  const vaults = new Map<string, { readonly verdict: VerdictResult; readonly children: TreeNode[] }>();
  for (const { simulation, verdicts } of results) {
    for (const verdict of verdicts) {
      const id = `vault|${vaultId(verdict)}`;
      const vault = vaults.get(id) ?? { verdict, children: [] };
      vaults.set(id, vault);
      const node = verdictNode(verdict, label(verdict), simulation.label);
      vault.children.push({ ...node, label: simulation.label });
    }
  }
  return [...vaults].map(([id, { verdict, children }]) => vaultNode(id, verdict, label(verdict), children));
}

function vaultNode(
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
    spoken: `Vault ${label}, ${sayPlace(verdict)}, ${children.length} sources`,
    place: { uri: verdict.uri, range: verdict.range },
    words: ["vault"],
    expanded: true,
    children,
  };
}

function verdictNode(verdict: VerdictResult, vault: string, source: string): TreeNode {
  const id = verdictId(verdict);
  const summary = withDelta(verdict);
  const deciding = decidingStep(verdict);
  const place = deciding?.place ?? { uri: verdict.uri, range: verdict.range };
  return {
    id,
    label: vault,
    description: summary,
    icon: verdict.was === null ? verdictLook(verdict.verdict, verdict.from).icon : { name: "arrow-swap" },
    tooltip: verdictTooltip(verdict, vault, source),
    spoken: `${vault}, ${verdictLook(verdict.verdict, verdict.from).word.toLowerCase()} for ${source}${wasSaid(verdict)}. ${deciding?.text ?? ""} ${sayPlace(place)}`,
    place,
    // Only what is decided throughout can be turned.
    words: verdict.verdict === "depends" ? ["verdict"] : ["verdict", "fixable"],
    expanded: false,
    children: verdictChildren(verdict, id),
  };
}

/** What is different from the what-if baseline says so first: "was Allowed · Denied · default". */
function withDelta(verdict: VerdictResult): string {
  const { was, from } = verdict;
  return was === null
    ? verdictSummary(verdict)
    : `was ${verdictLook(was, from).word} · ${verdictSummary(verdict)}`;
}

function wasSaid({ was, from }: VerdictResult): string {
  return was === null ? "" : `, which was ${verdictLook(was, from).word.toLowerCase()} in the baseline`;
}

function verdictTooltip(verdict: VerdictResult, vault: string, source: string): string {
  const { word } = verdictLook(verdict.verdict, verdict.from);
  const lines = [
    `**${word}**: ${escapeMarkdown(source)} → ${escapeMarkdown(vault)}`,
    verdict.scenario ? escapeMarkdown(`${verdict.scenario.name}: ${verdict.scenario.text}`) : "",
    escapeMarkdown(decidingStep(verdict)?.text ?? ""),
    ...sayNotes(verdict.notes).map((note) => `*${escapeMarkdown(note)}*`),
    verdict.module === null ? "" : `In module ${escapeMarkdown(verdict.module)}`,
    escapeMarkdown(`Vault declared at ${sayPlace(verdict)}`),
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}

function sayCounts(verdicts: readonly VerdictResult[]): string {
  if (verdicts.length === 0) return "no vault to reach";
  const allowed = verdicts.filter((verdict) => verdict.verdict === "allowed").length;
  return `allowed at ${allowed} of ${verdicts.length} ${verdicts.length === 1 ? "vault" : "vaults"}`;
}
