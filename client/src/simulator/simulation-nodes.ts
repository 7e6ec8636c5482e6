import type { VerdictResult } from "../../../server/src/protocol/vaults.ts";
import { escapeMarkdown } from "../markdown.ts";
import { linkToPlace, sayPlace } from "../places.ts";
import type { Say } from "../say.ts";
import { shortNames } from "../tree/short-name.ts";
import { type NodeIcon, textRow, type TreeNode } from "../tree/tree-node.ts";
import { groupsBy } from "../agreement.ts";
import { vaultId } from "../vault-id.ts";
import { namedVerdicts } from "../verdicts/named-verdicts.ts";
import { kindWords } from "../verdicts/kind-words.ts";
import { type SimulationResult, sourceId, verdictId } from "../verdicts/simulation.ts";
import { referenceRows } from "../verdicts/references.ts";
import { verdictChildren } from "../verdicts/step-nodes.ts";
import { decidingStep, saySources, verdictIcon, verdictWord } from "../verdicts/verdict-words.ts";
import { type NamedVerdict, sourceIn, vaultIn } from "../verdicts/labelled-verdict.ts";

export type Grouping = "source" | "vault";

/** The rows of the view: sources with their vaults, or vaults with the sources asked about. */
export function simulationNodes(
  say: Say,
  results: readonly SimulationResult[],
  grouping: Grouping,
): readonly TreeNode[] {
  const named = namedVerdicts(results);
  return grouping === "source"
    ? results.map((result) =>
        sourceNode(
          say,
          result,
          named.filter(({ verdict }) => verdict.from === result.simulation.from),
        ),
      )
    : groupsBy(named, ({ verdict }) => vaultId(verdict)).map((own) => vaultNode(say, own));
}

type Kind = NonNullable<SimulationResult["kind"]>;

const icons: Readonly<Record<Kind, string>> = {
  internet: "globe",
  subnet: "type-hierarchy-sub",
  service: "azure",
  consumer: "server-process",
  tag: "tag",
  saved: "bookmark",
  range: "list-selection",
  address: "device-desktop",
  ipv6: "device-desktop",
};

export function sourceIcon(kind: Kind | null): NodeIcon {
  return { name: kind === null ? "device-desktop" : icons[kind] };
}

function sourceNode(
  say: Say,
  { simulation, kind, error }: SimulationResult,
  named: readonly NamedVerdict[],
): TreeNode {
  const description = sourceDescription(say, kind, named, error);
  return {
    ...textRow(sourceId(simulation.from), simulation.label, description, null),
    icon: error === null ? sourceIcon(kind) : { name: "error", color: "list.errorForeground" },
    tooltip: `**${escapeMarkdown(simulation.label)}**\n\n${escapeMarkdown(error ?? simulation.from)}`,
    spoken: say("Source {0}: {1}", simulation.label, error ?? sayCounts(say, named)),
    words: ["source"],
    expanded: true,
    children: verdictNodes(say, named, vaultIn),
  };
}

function sourceDescription(
  say: Say,
  kind: SimulationResult["kind"],
  verdicts: readonly NamedVerdict[],
  error: string | null,
): string {
  if (error !== null) return error;
  return verdicts.length === 0 ? say("no vaults") : kind === null ? "" : say(kindWords[kind]);
}

function vaultNode(say: Say, own: readonly [NamedVerdict, ...NamedVerdict[]]): TreeNode {
  const [{ verdict, vault }] = own;
  const children = verdictNodes(say, own, sourceIn);
  return {
    ...textRow(`vault|${vaultId(verdict)}`, vault, sayPlace(verdict), verdict),
    icon: { name: "key" },
    tooltip: `**${escapeMarkdown(vault)}**\n\n${linkToPlace(verdict)}`,
    spoken: say("Vault {0}, {1}, {2}", vault, sayPlace(verdict), saySources(say, children.length)),
    words: ["vault"],
    expanded: true,
    children,
  };
}

function verdictNodes(
  say: Say,
  named: readonly NamedVerdict[],
  labelOf: (each: NamedVerdict) => string,
): readonly TreeNode[] {
  const short = shortNames(named.map(labelOf));
  return named.map((each) => verdictNode(say, each, short(labelOf(each))));
}

function verdictNode(say: Say, named: NamedVerdict, label: string): TreeNode {
  const { id, verdict, source } = named;
  const vault = vaultIn(named);
  const deciding = decidingStep(verdict);
  const place = deciding?.place ?? verdict;
  return {
    ...textRow(id, label, withDelta(say, verdict), place),
    icon: verdict.was === null ? verdictIcon(verdict.verdict, verdict.exposed) : { name: "arrow-swap" },
    tooltip: verdictTooltip(say, verdict, vault, source),
    spoken: `${spokenVerdict(say, verdict, vault, source)} ${deciding?.text ?? ""} ${sayPlace(place)}`,
    words: wordsOf(named),
    children: [
      ...verdictChildren(say, verdict, id),
      ...referenceRows(say, named.lookups, id, { symbolOf: (lookup) => lookup.vault }),
    ],
  };
}

/**
 * Only verdicts that are the same throughout can be reversed, and a value can be assumed where a verdict depends on one. What assumes a
 * value says nothing of the files, so it is neither changed nor tested.
 */
function wordsOf({ verdict, assumed }: NamedVerdict): readonly string[] {
  if (assumed) return ["verdict"];
  const settable = verdict.dependsOnParameters.length > 0 ? ["settable"] : [];
  return ["verdict", "testable", ...settable, ...(verdict.verdict === "depends" ? [] : ["fixable"])];
}

/** Differences from the what-if baseline come first: "was Allowed · Denied · default". */
function withDelta(say: Say, verdict: VerdictResult): string {
  const { was, summary } = verdict;
  return was === null ? summary : say("was {0} · {1}", verdictWord(say, was), summary);
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
    ...verdict.noteTexts.map((note) => `*${escapeMarkdown(note)}*`),
    verdict.module === null ? "" : escapeMarkdown(say("In module {0}", verdict.module)),
    say("Vault declared at {0}", linkToPlace(verdict)),
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}

/** A vault counts if the source can reach it in any environment. */
function sayCounts(say: Say, named: readonly NamedVerdict[]): string {
  if (named.length === 0) return say("no vaults");
  const vaults = groupsBy(named, ({ verdict }) => verdictId(verdict));
  const allowed = vaults.filter((own) => own.some(({ verdict }) => verdict.verdict === "allowed")).length;
  return vaults.length === 1
    ? say("allowed at {0} of 1 vault", allowed)
    : say("allowed at {0} of {1} vaults", allowed, vaults.length);
}
