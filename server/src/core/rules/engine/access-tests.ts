import type { Deciding, TestResult } from "../../access-file/test-result.ts";
import { correctWord } from "../../fixes/correct-word.ts";
import type { Step } from "../../access/decision.ts";
import type { Span } from "../../text/span.ts";
import { compareSpans, spanKey } from "../../text/span.ts";
import { rules } from "../index.ts";
import { distinctRelated } from "./distinct-related.ts";
import type { ReportedFinding } from "./reported-finding.ts";
import type { FindingFact } from "../facts/finding-fact.ts";
import type { Related, Rule } from "../rule.ts";
import type { RunOptions } from "./run.ts";
import { severityOf } from "./run.ts";

/**
 * The findings of failing access tests: each on the test, with the deciding places as related, and on each of those places. One
 * finding per code and place, sorted.
 */
export function accessTestFindings(
  results: readonly TestResult[],
  options: RunOptions = {},
): readonly ReportedFinding[] {
  const found = results.flatMap((result) => findingsOf(result, options));
  const merged = new Map<string, ReportedFinding>();
  for (const each of found) {
    const key = `${each.code} ${spanKey(each.span)}`;
    const before = merged.get(key);
    merged.set(
      key,
      before ? { ...before, related: distinctRelated([...before.related, ...each.related]) } : each,
    );
  }
  return [...merged.values()].sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1));
}

function findingsOf(result: TestResult, options: RunOptions): readonly ReportedFinding[] {
  const { test, deciding, fact, span, vault, steps, correction } = result;
  const rule = rules.find(({ code }) => code === result.rule);
  const usual = rule ? severityOf(rule, options) : "off";
  if (!rule || usual === "off" || result.outcome !== "failed" || fact === null) return [];
  const severity = options.severities?.has(rule.code) ? usual : (test.severity ?? usual);
  const related = deciding.map((each) => ({ fact: each.fact, span: each.span }));
  const own = {
    ...reported(rule, severity, { fact, span, vault, related, steps }),
    fixes: () => (correction ? [correctWord(correction)] : []),
  };
  // If a test is undecided, no place in a template decides it.
  const elsewhere = result.rule === "KV603" ? [] : deciding;
  return [
    own,
    ...elsewhere.map((each) =>
      reported(rule, severity, {
        fact: factAtPlace(result, each),
        span: each.span,
        vault: each.vault,
        related: [{ fact: { kind: "access-test", test: test.name }, span }],
        steps: each.steps,
      }),
    ),
  ];
}

function factAtPlace({ test, environment }: TestResult, { label, fact }: Deciding): FindingFact {
  return { kind: "test-fails-here", test: test.name, environment, vault: label, because: fact };
}

function reported(
  rule: Rule,
  severity: ReportedFinding["severity"],
  parts: {
    readonly fact: FindingFact;
    readonly span: Span;
    readonly vault: string | null;
    readonly related: readonly Related[];
    readonly steps: readonly Step[];
  },
): ReportedFinding {
  const { fact, span, vault, related, steps } = parts;
  return {
    code: rule.code,
    name: rule.name,
    severity,
    fact,
    label: "vault" in fact ? fact.vault : null,
    among: null,
    span,
    vault,
    related,
    steps: () => steps,
    declaration: null,
    about: null,
    unnecessary: false,
    fixes: () => [],
    instances: [{ module: null, vault, call: null }],
    suppressed: null,
  };
}
