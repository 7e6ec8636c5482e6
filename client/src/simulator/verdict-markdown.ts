import type { StepResult, VerdictResult } from "../../../server/src/protocol.ts";
import { escapeMarkdown, markdownTable } from "../markdown.ts";
import { sayPlace } from "../places.ts";
import { sayNotes } from "./notes.ts";
import { sayWhen } from "./step-nodes.ts";
import { gateName, isShown } from "./step-words.ts";
import { decidingStep, isSettledBefore, verdictLook, verdictSummary } from "./verdict-words.ts";

/** A verdict with the names that people use. */
export interface NamedVerdict {
  readonly verdict: VerdictResult;
  readonly source: string;
  readonly vault: string;
}

/** Several verdicts as one table, to be pasted into a review. */
export function verdictsTable(verdicts: readonly NamedVerdict[]): string {
  const rows = verdicts.map(({ verdict, source, vault }) => {
    const step = decidingStep(verdict);
    const why = step ? escapeMarkdown(step.text) : "";
    return [source, vault, verdictSummary(verdict)].map(escapeMarkdown).concat(why, where(step, verdict));
  });
  return `${markdownTable(["Source", "Vault", "Verdict", "Why", "Where"], rows)}\n`;
}

/** One verdict with all its steps: what the tree shows, as a document. */
export function traceDocument({ verdict, source, vault }: NamedVerdict): string {
  const { word } = verdictLook(verdict.verdict, verdict.from);
  const steps = verdict.steps.filter(isShown);
  const rows = steps.map((step, index) => [
    String(index + 1),
    gateName(step.gate),
    step.outcome === "not-applicable" && isSettledBefore(verdict, step)
      ? "not reached"
      : outcomes[step.outcome],
    escapeMarkdown(step.text),
    step.place ? escapeMarkdown(sayPlace(step.place)) : "",
  ]);
  const paragraphs = [
    `# ${word}: ${escapeMarkdown(source)} → ${escapeMarkdown(vault)}`,
    `Vault \`${verdict.vault.replaceAll("`", "")}\` is declared at ${escapeMarkdown(sayPlace(verdict))}.`,
    markdownTable(["", "Gate", "Outcome", "What stands there", "Where"], rows),
    ...addressParts(verdict),
    listOf(
      verdict.cases.map(
        (each) => `If ${sayWhen(each.when)}: ${verdictLook(each.verdict, verdict.from).word}`,
      ),
    ),
    listOf(sayNotes(verdict.notes)),
    "Data plane only: deployments and changes of the vault itself are not filtered by these rules. Permissions are not checked.",
  ];
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}

const outcomes: Readonly<Record<StepResult["outcome"], string>> = {
  continue: "goes on",
  allow: "**allows**",
  deny: "**denies**",
  maybe: "**depends**",
  "not-applicable": "–",
};

function addressParts({ verdict, allowed, denied, unknown }: VerdictResult): readonly string[] {
  if (verdict !== "partial") return [];
  const parts = { Allowed: allowed, Denied: denied, Depends: unknown };
  return Object.entries(parts).map(([word, cidrs]) =>
    cidrs.length === 0 ? "" : `${word}: ${cidrs.map((cidr) => `\`${cidr}\``).join(", ")}`,
  );
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `* ${escapeMarkdown(line)}`).join("\n");
}

function where(step: StepResult | undefined, verdict: VerdictResult): string {
  return escapeMarkdown(sayPlace(step?.place ?? verdict));
}
