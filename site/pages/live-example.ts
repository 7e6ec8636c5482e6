import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Analysis,
  analyze,
  applyChanges,
  changesFor,
  type Files,
  type Language,
  LineIndex,
  readSource,
  type ReportedFinding,
  reportVerdicts,
  summarizeVerdict,
  wordsIn,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";

/** The example of the start page with what the analyzer says about it. */
export interface LiveExample {
  readonly text: string;
  readonly findings: readonly LiveFinding[];
  readonly answers: readonly LiveAnswer[];
}

export interface LiveFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Whether a source reaches the vault, as the template is and after the fix. */
export interface LiveAnswer {
  readonly source: string;
  readonly now: LiveVerdict;
  readonly fixed: LiveVerdict;
}

export interface LiveVerdict {
  readonly verdict: string;
  /** "Allowed · IP rule 1". */
  readonly summary: string;
}

/** The example of the playground that it is. */
export const exampleName = "rules-without-effect";

const id = "/main.bicep";
const sources = ["internet", "203.0.113.7", "service:azure-backup", "service:azure-devops-pipelines"];

/** Reads, checks and fixes the example. */
export function liveExample(language: Language): LiveExample {
  const text = readFileSync(
    join(import.meta.dirname, `../playground/examples/5-${exampleName}/main.bicep`),
    "utf8",
  );
  const files = onlyFile(text);
  const analysis = analyze({ root: id, files });
  const findings = check(analysis, { today: "2026-06-01", honorOtherTools: true });
  const fixed = analyze({ root: id, files: onlyFile(fixedText(text, findings, files)) });
  return {
    text,
    findings: findings.map((finding) => located(finding, text, language)),
    answers: sources.map((source) => ({
      source,
      now: answerOf(analysis, source, language),
      fixed: answerOf(fixed, source, language),
    })),
  };
}

function onlyFile(text: string): Files {
  const document = { id, text };
  return { get: (each) => (each === id ? document : null), resolve: (_, path) => path };
}

function fixedText(text: string, findings: readonly ReportedFinding[], files: Files): string {
  const fix = findings.flatMap(({ fixes }) => fixes()).find(({ preferred }) => preferred);
  const changes = fix && changesFor(fix, files);
  if (!changes) throw new Error("The example of the start page has no finding with a fix.");
  return applyChanges(text, changes);
}

function located(finding: ReportedFinding, text: string, language: Language): LiveFinding {
  const lines = new LineIndex(text);
  const { line, character } = lines.at(finding.span.start);
  return {
    code: finding.code,
    severity: finding.severity,
    message: wordsIn(language).finding(finding),
    line,
    start: character - 1,
    end: lines.at(finding.span.end).character - 1,
  };
}

function answerOf({ worlds }: Analysis, from: string, language: Language): LiveVerdict {
  const reading = readSource(from);
  const [verdict] = "fault" in reading ? [] : reportVerdicts(worlds, from, reading.source);
  if (!verdict) throw new Error(`There is no verdict for ${from}.`);
  return { verdict: verdict.verdict, summary: summarizeVerdict(wordsIn(language), verdict) };
}
