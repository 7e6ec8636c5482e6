import type { CheckOptions, ReportedFinding, RootedFinding } from "../core/index.ts";
import {
  accessFileFindings,
  analyze,
  check,
  compiledTemplateFindings,
  isFrozen,
  mergeRoots,
  reportSteps,
  rulePage,
  rules,
  vaultsTrustedServicesUse,
} from "../core/index.ts";
import { printPath } from "./disk.ts";
import { byPlace, stepEntry } from "./entries.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import type { Places } from "./places.ts";
import type { FindingEntry, RuleEntry } from "./report.ts";
import type { Ground } from "./command-input.ts";
import { runTests } from "./test.ts";

/** The findings of all rules in all roots and access files, one per code and place, with the instances of all roots. */
export function checkRoots(ground: Ground): readonly FindingEntry[] {
  const { analyses, compiled, disk, files } = ground;
  const day: CheckOptions = { today: new Date().toISOString().slice(0, 10) };
  const tests = runTests(ground);
  const accessFiles = [...new Set(analyses.flatMap(({ root }) => files.of(root) ?? []))];
  const trustedElsewhere = (): ReadonlySet<string> =>
    vaultsTrustedServicesUse(analyses.flatMap(({ worlds }) => worlds));
  const judged = analyses.map((analysis) => {
    const accessFile = files.of(analysis.root);
    const given = {
      ...day,
      honorOtherTools: true,
      trustedElsewhere,
      ...(accessFile ? { accessFile, accessTests: tests.findings } : {}),
    };
    return { analysis, findings: check(analysis, given) };
  });
  const twins = compiled.map(({ file, source }) => {
    const accessFile = files.of(file);
    const given = { ...day, ...(accessFile ? { accessFile } : {}) };
    const analysis = analyze({ root: file, files: disk });
    return {
      analysis,
      findings: compiledTemplateFindings(analysis, analyze({ root: source, files: disk }), given),
    };
  });
  const merged = mergeRoots([...judged, ...twins]);
  const inAccessFiles = accessFiles.flatMap((file) => accessFileFindings(file, merged, tests.findings, day));
  return findingEntries([...merged, ...inAccessFiles], ground);
}

/** Findings as the JSON report has them, by place. Those of access tests belong to no single root. */
export function findingEntries(
  findings: readonly (RootedFinding | ReportedFinding)[],
  { disk, places }: Ground,
): readonly FindingEntry[] {
  const entries = findings
    .map((finding) => {
      const document = disk.get(finding.span.document);
      return {
        ...findingEntry(finding, places),
        steps: reportSteps(finding.steps()).map((step) => stepEntry(step, places)),
        frozen: document ? isFrozen(document) : false,
        text: document?.text.slice(finding.span.start, finding.span.end) ?? "",
      };
    })
    .sort(byPlace((finding) => finding.code));
  const fingerprints = fingerprintsOf(entries);
  return entries.map(({ text: _, suppressed, ...entry }, index) => ({
    ...entry,
    fingerprint: fingerprints[index] ?? "",
    suppressed,
  }));
}

/** One rule as a page of text; null when there is no such rule. */
export function printRule(code: string): string | null {
  const rule = rules.find((each) => each.code === code.toUpperCase());
  if (!rule) return null;
  const also = rule.alsoKnownAs.length > 0 ? [`Also known as: ${rule.alsoKnownAs.join(", ")}`, ""] : [];
  return [
    `${rule.code} ${rule.name} (${rule.severity})`,
    "",
    rule.summary,
    "",
    rule.why,
    "",
    rule.fix,
    "",
    ...also,
    ...rule.references,
    rulePage(rule.code),
    "",
  ].join("\n");
}

/** The catalogue of rules. */
export function ruleEntries(): readonly RuleEntry[] {
  return rules.map(({ code, name, severity, summary, fixable }) => ({
    code,
    name,
    severity,
    summary,
    fixable,
  }));
}

function isRooted(finding: RootedFinding | ReportedFinding): finding is RootedFinding {
  return "analysis" in finding;
}

function findingEntry(
  found: RootedFinding | ReportedFinding,
  places: Places,
): Omit<FindingEntry, "steps" | "frozen" | "fingerprint"> {
  const end = places.end(found.span);
  return {
    code: found.code,
    name: found.name,
    severity: found.severity,
    message: found.message,
    vault: found.vault,
    ...places.start(found.span),
    endLine: end.line,
    endCharacter: end.character,
    instances: isRooted(found)
      ? found.instances.map(({ root, module, vault, environments }) => ({
          root: printPath(root),
          module,
          vault,
          environments,
        }))
      : [],
    environments: isRooted(found) ? found.environments : [],
    related: found.related.map(({ message, span }) => ({ message, ...places.start(span) })),
    fixes: found.fixes().map((fix) => fix.title),
    suppressed: found.suppressed,
  };
}
