import { accessDiffers, cutsOff, isGated, type Report } from "../core/index.ts";
import type { Options } from "./options.ts";

/** 0 clean · 1 findings, an unmet expectation, or access that differs from a state · 2 usage or unreadable input · 3 only unknowns or unread parts that are likely about vaults, when asked to fail on them. */
export function exitStatus(
  report: Report,
  options: Options,
  { failed, undecided }: { readonly failed: boolean; readonly undecided: boolean },
): 0 | 1 | 2 | 3 {
  if (failed) return 2;
  if (hasFindings(report, options) || !isExpected(report, options)) return 1;
  if (cutsOff(report)) return 1;
  if (options.against !== null && accessDiffers(report)) return 1;
  if (options.failOn !== null && isGated(report, options.failOn)) return 1;
  const isOpen = undecided || report.unread.some(({ vault }) => vault === "likely");
  return options.failOnUnknown && isOpen ? 3 : 0;
}

const ranks: ReadonlyMap<string, number> = new Map(
  Object.entries({ hint: 0, info: 1, warning: 2, error: 3 }),
);

function hasFindings(report: Report, options: Options): boolean {
  const least = ranks.get(options.severity) ?? 0;
  return report.findings.some(
    (finding) => !finding.suppressed && (ranks.get(finding.severity) ?? 0) >= least,
  );
}

/**
 * An unknown or partial verdict meets no expectation; with --fail-on-unknown, unknown verdicts are reported
 * separately.
 */
function isExpected(report: Report, options: Options): boolean {
  if (options.expect === null) return true;
  const wanted = options.expect === "allow" ? "allowed" : "denied";
  return report.verdicts.every(
    ({ verdict }) => verdict === wanted || (options.failOnUnknown && verdict === "depends"),
  );
}
