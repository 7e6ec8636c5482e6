import type { AccessTest, Deciding, TestResult } from "../../access-file/access-file.ts";
import { namesOf } from "../../access-file/cells.ts";
import { correctWord } from "../../fixes/fix.ts";
import type { Step } from "../../access/decision.ts";
import { compareSpans, spanKey } from "../../text/document.ts";
import { rules } from "../index.ts";
import { plainFinding, type ReportedFinding } from "./reported-finding.ts";
import type { FindingFact } from "../facts/related-fact.ts";
import type { Rule } from "../rule.ts";
import { type RunOptions, severityOf, distinctRelated } from "./run.ts";

/**
 * The findings of failing access tests: each on the test, with the deciding places as related, and on each of those places. A test
 * has one finding for all environments in which the same can be said of it, a place one for all tests; sorted.
 */
export function accessTestFindings(
  results: readonly TestResult[],
  options: RunOptions = {},
): readonly ReportedFinding[] {
  const judged = new Map<AccessTest, number>();
  const merged = new Map<string, { readonly test: AccessTest; readonly finding: ReportedFinding }>();
  for (const result of results) {
    const { test, span } = result;
    judged.set(test, (judged.get(test) ?? 0) + 1);
    for (const finding of findingsOf(result, options)) {
      const key = `${finding.code} ${spanKey(finding.span)} ${finding.span === span ? saidOf(finding) : ""}`;
      const before = merged.get(key);
      merged.set(key, { test, finding: before ? join(before.finding, finding) : finding });
    }
  }
  return [...merged.values()]
    .map(({ test, finding }) => {
      const isEverywhere = test.environments.length === 0 && finding.failsIn?.length === judged.get(test);
      return { ...finding, environments: isEverywhere ? [] : (finding.failsIn ?? []).flatMap(namesOf) };
    })
    .sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1));
}

/** Findings without tests that fail where a rule reports why. */
export function withoutRepeats<T extends Pick<ReportedFinding, "code" | "severity">>(
  findings: readonly T[],
  placeOf: (finding: T) => string,
): readonly T[] {
  const isTest = ({ code }: T): boolean => code.startsWith("KV60");
  const reasons = findings.filter((each) => !isTest(each) && each.severity !== "hint");
  const reported = new Set(reasons.map(placeOf));
  return findings.filter((each) => !isTest(each) || !reported.has(placeOf(each)));
}

/** What a finding says, of whichever environments. */
function saidOf({ fact }: ReportedFinding): string {
  return JSON.stringify({ ...fact, environments: [] });
}

function join(one: ReportedFinding, other: ReportedFinding): ReportedFinding {
  const { fact } = one;
  const isSame = "environments" in fact && "environments" in other.fact && saidOf(one) === saidOf(other);
  return {
    ...one,
    fact: isSame ? { ...fact, environments: union(fact.environments, other.fact.environments) } : fact,
    related: distinctRelated([...one.related, ...other.related]),
    failsIn: union(one.failsIn, other.failsIn),
  };
}

function union<T>(some: readonly T[] = [], others: readonly T[] = []): readonly T[] {
  return [...new Set([...some, ...others])];
}

function findingsOf(result: TestResult, options: RunOptions): readonly ReportedFinding[] {
  const { test, environment, deciding, fact, span, correction } = result;
  const rule = rules.find(({ code }) => code === result.rule);
  const usual = rule ? severityOf(rule, options) : "off";
  if (!rule || usual === "off" || result.outcome !== "failed" || fact === null) return [];
  const severity = options.severities?.has(rule.code) ? usual : (test.severity ?? usual);
  const related = deciding.map((each) => ({ fact: each.fact, span: each.span }));
  const own = {
    ...reported(rule, severity, { ...result, fact, related }),
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
        environment,
        related: [{ fact: { kind: "access-test", test: test.name }, span }],
        steps: each.steps,
      }),
    ),
  ];
}

function factAtPlace({ test, environment }: TestResult, { label, fact }: Deciding): FindingFact {
  const environments = namesOf(environment);
  return { kind: "test-fails-here", test: test.name, environments, vault: label, because: fact };
}

function reported(
  rule: Rule,
  severity: ReportedFinding["severity"],
  {
    environment,
    steps,
    ...parts
  }: Pick<ReportedFinding, "fact" | "span" | "vault" | "related"> & {
    readonly environment: string | null;
    readonly steps: readonly Step[];
  },
): ReportedFinding {
  const { fact, vault } = parts;
  return plainFinding(rule, severity, {
    ...parts,
    label: "vault" in fact ? fact.vault : null,
    steps: () => steps,
    instances: [{ module: null, vault, call: null }],
    failsIn: [environment],
  });
}
