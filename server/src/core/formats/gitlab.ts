import type { Severity } from "../rules/rule.ts";
import type { Printing } from "./printing.ts";
import type { Place, Report } from "./report.ts";
import { diffResults } from "./sarif.ts";

/**
 * The findings, or the differences, as GitLab's report of code quality, which a merge request shows:
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function printGitlab(report: Report, { words }: Pick<Printing, "words">): string {
  const found = report.findings.filter(({ suppressed }) => !suppressed);
  const issues = [
    ...found.map(({ code, message, severity, fingerprint, ...place }) =>
      issue(`${code}: ${message}`, code, fingerprint, severity, place),
    ),
    ...diffResults(report, words).map(({ message, rule, subject, ...place }) =>
      issue(message, rule, subject.replaceAll("\n", " "), "warning", place),
    ),
  ];
  return `${JSON.stringify(issues, null, 2)}\n`;
}

const severities = { error: "critical", warning: "major", info: "minor", hint: "info" } as const;

function issue(
  description: string,
  check: string,
  fingerprint: string,
  severity: Severity,
  { file, line }: Pick<Place, "file" | "line">,
): object {
  const location = { path: file, lines: { begin: line } };
  return { description, check_name: check, fingerprint, severity: severities[severity], location };
}
