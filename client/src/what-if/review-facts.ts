import type { AccessDifference, DiffResult } from "../../../server/src/protocol/what-if-baseline.ts";
import type { ChangeEffect, Sentence, VerdictWord } from "../../../server/src/protocol.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import { sayPlace } from "../places.ts";
import { type Say, toSay } from "../say.ts";
import { verdictWord } from "../verdicts/verdict-words.ts";

/** Who gains and who loses access, as plain data: as the page shows it. */
export interface ReviewFacts {
  /** "Compared with main". */
  readonly caption: string;
  /** Who gains and who loses access, and whether that is proved; why it is not what one might expect, and which callers were left out. */
  readonly note: string;
  readonly parts: readonly ReviewPart[];
}

interface ReviewPart {
  readonly effect: ChangeEffect;
  readonly title: string;
  readonly rows: readonly ReviewRow[];
}

export interface ReviewRow {
  readonly source: Sentence;
  /** Whether any client can now reach the vault. */
  readonly exposed: boolean;
  /** "kv-prod (prod)". */
  readonly vault: string;
  readonly before: string;
  readonly after: string;
  /** How it is drawn; null if there is no vault. */
  readonly kind: VerdictWord | null;
  readonly place: Location | null;
  /** "main.bicep:16"; empty if nothing is written. */
  readonly where: string;
}

/** What was compared with what. */
export type Comparison =
  | { readonly kind: "baseline"; readonly hasGit: boolean }
  | { readonly kind: "between"; readonly label: string };

export function reviewFacts(
  say: Say,
  { isSet, label, changes, notCompared, review }: DiffResult,
  comparison: Comparison,
): ReviewFacts {
  return {
    caption: sayComparison(say, { isSet, label }, comparison),
    note: [
      ...(comparison.kind === "baseline" && !comparison.hasGit
        ? [say("Git is not available here, so only changes since the review was opened are shown.")]
        : []),
      ...[review ?? [], notCompared ?? []].flat(),
    ].join(" "),
    parts: (["gains", "loses", "unclear"] as const).flatMap((effect) => {
      const rows = internetFirst(changes)
        .filter((each) => each.effect === effect)
        .map((each) => rowOf(say, each));
      return rows.length === 0 ? [] : [{ effect, title: say(titles[effect]), rows }];
    }),
  };
}

const titles: Readonly<Record<Exclude<ChangeEffect, "none">, string>> = {
  gains: toSay("Gains access"),
  loses: toSay("Loses access"),
  unclear: toSay("May change"),
};

/** What any client can do matters most. */
function internetFirst(changes: readonly AccessDifference[]): readonly AccessDifference[] {
  const rank = ({ from }: AccessDifference): number => (from === "internet" ? 0 : 1);
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

function sayComparison(
  say: Say,
  { isSet, label }: Pick<DiffResult, "isSet" | "label">,
  comparison: Comparison,
): string {
  if (comparison.kind === "between") return comparison.label;
  if (!isSet) return say("Nothing to compare with is selected.");
  return label === null ? say("Compared with the files as they were") : say("Compared with {0}", label);
}

function rowOf(say: Say, change: AccessDifference): ReviewRow {
  const { source, from, environment, before, after, decided, place, addresses } = change;
  const vault = change.vaultName ?? change.vault;
  const at = decided ?? place;
  return {
    source,
    exposed: from === "internet" && after === "allowed",
    vault: environment === null ? vault : `${vault} (${environment})`,
    before: sayVerdict(say, change, before),
    after: `${sayVerdict(say, change, after)} ${addresses}`.trim(),
    kind: after,
    place: at,
    where: at ? sayPlace(at) : "",
  };
}

function sayVerdict(say: Say, { kind }: AccessDifference, verdict: VerdictWord | null): string {
  if (verdict !== null) return verdictWord(say, verdict);
  return kind === "changed" ? say("no such caller") : say("no vault");
}

/** What is written after the line that decides: "internet: was Denied at main". */
export interface LineNote {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly text: string;
}

/** A note for each line that decides differently than in the baseline; several changes there are one note. */
export function lineNotes(say: Say, { label, changes }: DiffResult): readonly LineNote[] {
  const lines = new Map<string, AccessDifference[]>();
  for (const change of internetFirst(changes)) {
    const { decided, before } = change;
    if (!decided || before === null) continue;
    const key = `${decided.uri}\n${decided.range.start.line}`;
    lines.set(key, [...(lines.get(key) ?? []), change]);
  }
  return [...lines.values()].flatMap(([first, ...more]) => {
    if (!first?.decided || first.before === null) return [];
    const word = verdictWord(say, first.before);
    const was =
      label === null
        ? say("{0}: was {1}", first.source, word)
        : say("{0}: was {1} at {2}", first.source, word, label);
    const { uri, range } = first.decided;
    return [{ uri, line: range.start.line, text: more.length === 0 ? was : `${was}, +${more.length}` }];
  });
}
