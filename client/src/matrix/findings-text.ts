import type { FindingResult } from "../../../server/src/protocol.ts";
import { relativeAddress, withoutLinks } from "../../../server/src/protocol.ts";
import { escapeMarkdown, markdownTable } from "../markdown.ts";
import type { Say } from "../say.ts";
import { english, toSay } from "../say.ts";

/** A finding and the path of its file, relative to the workspace. */
export interface FiledFinding {
  readonly finding: FindingResult;
  readonly path: string;
}

/** What is reported, then what is accepted and why, as sections of a document. */
export function findingsMarkdown(say: Say, findings: readonly FiledFinding[]): readonly string[] {
  const reported = findings.filter(({ finding }) => !finding.suppressed);
  const accepted = findings.filter(({ finding }) => finding.suppressed);
  const row = ({ finding, path }: FiledFinding): readonly string[] => {
    const line = finding.range.start.line + 1;
    const where = `[${escapeMarkdown(path)}:${line}](${relativeAddress(path)}#L${line})`;
    return [
      `[${finding.code}](${finding.page})`,
      say(severities[finding.severity]),
      escapeMarkdown(finding.message),
      where,
    ];
  };
  const head = [say("Rule"), say("Severity"), say("Finding"), say("Where")];
  const reasons = accepted.map((each) => [...row(each), escapeMarkdown(sayAccepted(say, each.finding))]);
  return [
    `## ${say("Findings")}`,
    reported.length === 0 ? say("None.") : markdownTable(head, reported.map(row)),
    ...(accepted.length === 0
      ? []
      : [`## ${say("Accepted findings")}`, markdownTable([...head, say("Reason")], reasons)]),
  ];
}

const severities: Readonly<Record<FindingResult["severity"], string>> = {
  error: toSay("error"),
  warning: toSay("warning"),
  info: toSay("info"),
  hint: toSay("hint"),
};

function sayAccepted(say: Say, { suppressed }: FindingResult): string {
  if (!suppressed) return "";
  const { reason, until } = suppressed;
  return until === null ? reason : say("{0} (until {1})", reason, until);
}

/** Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export function findingsSarif(
  findings: readonly FiledFinding[],
  { version, environment }: { readonly version: string; readonly environment: string | null },
): string {
  const rules = [...new Map(findings.map(({ finding }) => [finding.code, finding])).values()];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "keyvault-network",
            version,
            rules: rules.map(({ code, name, page }) => ({ id: code, name, helpUri: page })),
          },
        },
        automationDetails: { id: `keyvault-network/${environment === null ? "" : `${environment}/`}` },
        columnKind: "utf16CodeUnits",
        results: findings.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result({ finding, path }: FiledFinding): object {
  const { code, severity, message, range, environments, suppressed } = finding;
  const region = {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
  const justification = sayAccepted(english, finding);
  return {
    ruleId: code,
    level: severity === "error" || severity === "warning" ? severity : "note",
    message: { text: withoutLinks(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: relativeAddress(path) }, region } }],
    suppressions: suppressed ? [{ kind: "inSource", status: "accepted", justification }] : [],
    properties: { environments },
  };
}
