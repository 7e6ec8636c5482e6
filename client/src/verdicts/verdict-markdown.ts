import type { StepResult, VerdictResult } from "../../../server/src/protocol.ts";
import { codeMarkdown, escapeMarkdown, markdownTable } from "../markdown.ts";
import { sayPlace } from "../places.ts";
import type { Say } from "../say.ts";
import { toSay } from "../say.ts";
import { sayWhen } from "./step-nodes.ts";
import { gateName, isShown } from "./step-words.ts";
import { decidingStep, isSettledBefore, verdictSummary, verdictWord } from "./verdict-words.ts";

/** A verdict with the names that people use. */
export interface LabelledVerdict {
  readonly verdict: VerdictResult;
  readonly source: string;
  readonly vault: string;
  /** The environments in which it holds, where others do not agree; else empty. */
  readonly environments: string;
}

/** A verdict that has a row. */
export interface NamedVerdict extends LabelledVerdict {
  /** The id of its row. */
  readonly id: string;
  /** The verdict in each environment that agrees. */
  readonly agreeing: readonly VerdictResult[];
}

/** "kv", or "kv (dev, test)" where other environments do not agree. */
export function vaultIn({ vault, environments }: Pick<LabelledVerdict, "vault" | "environments">): string {
  return environments === "" ? vault : `${vault} (${environments})`;
}

/** "office", or "office (dev, test)" where other environments do not agree. */
export function sourceIn({ source, environments }: LabelledVerdict): string {
  return environments === "" ? source : `${source} (${environments})`;
}

/** Several verdicts as one table, to be pasted into a review. */
export function verdictsTable(say: Say, verdicts: readonly LabelledVerdict[]): string {
  const rows = verdicts.map((each) => {
    const { verdict, source } = each;
    const step = decidingStep(verdict);
    const why = step ? escapeMarkdown(step.text) : "";
    return [source, vaultIn(each), verdictSummary(say, verdict)]
      .map(escapeMarkdown)
      .concat(why, where(step, verdict));
  });
  const head = [say("Source"), say("Vault"), say("Verdict"), say("Why"), say("Where")];
  return `${markdownTable(head, rows)}\n`;
}

/** One verdict with all its steps: what the tree shows, as a document. */
export function traceDocument(say: Say, named: LabelledVerdict): string {
  const { verdict, source } = named;
  const steps = verdict.steps.filter(isShown);
  const rows = steps.map((step, index) => [
    String(index + 1),
    gateName(say, step.gate),
    step.outcome === "not-applicable" && isSettledBefore(verdict, step)
      ? say("not reached")
      : said(say, step.outcome),
    escapeMarkdown(step.text),
    step.place ? escapeMarkdown(sayPlace(step.place)) : "",
  ]);
  const paragraphs = [
    `# ${verdictWord(say, verdict.verdict)}: ${escapeMarkdown(source)} → ${escapeMarkdown(vaultIn(named))}`,
    say("Vault {0} is declared at {1}.", codeMarkdown(verdict.vault), escapeMarkdown(sayPlace(verdict))),
    markdownTable(["", say("Gate"), say("Outcome"), say("Details"), say("Where")], rows),
    ...addressParts(say, verdict),
    listOf(
      verdict.cases.map((each) => `${say("if {0}", sayWhen(each.when))}: ${verdictWord(say, each.verdict)}`),
    ),
    listOf(verdict.noteTexts),
    say(dataPlaneOnly),
  ];
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}

/** What no document about access goes without. */
export const dataPlaneOnly = toSay(
  "Data plane only: these rules do not filter deployments or changes to the vault itself. Permissions are not checked.",
);

/** What settles a verdict, or keeps it open, stands out. */
function said(say: Say, outcome: StepResult["outcome"]): string {
  const word = say(outcomes[outcome]);
  return outcome === "continue" || outcome === "not-applicable" ? word : `**${word}**`;
}

const outcomes: Readonly<Record<StepResult["outcome"], string>> = {
  continue: toSay("continues"),
  allow: toSay("allows"),
  deny: toSay("denies"),
  maybe: toSay("depends"),
  "not-applicable": "–",
};

function addressParts(say: Say, { verdict, allowed, denied, unknown }: VerdictResult): readonly string[] {
  if (verdict !== "partial") return [];
  const parts = [
    ["allowed", allowed],
    ["denied", denied],
    ["depends", unknown],
  ] as const;
  return parts.map(([word, cidrs]) =>
    cidrs.length === 0 ? "" : `${verdictWord(say, word)}: ${cidrs.map((cidr) => `\`${cidr}\``).join(", ")}`,
  );
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `* ${escapeMarkdown(line)}`).join("\n");
}

function where(step: StepResult | undefined, verdict: VerdictResult): string {
  return escapeMarkdown(sayPlace(step?.place ?? verdict));
}
