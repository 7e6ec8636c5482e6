import { type Printing, sumUpCheck } from "./printing.ts";
import type { Words } from "../words/words.ts";
import type {
  CodeFlow,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  Region,
  ReportingConfiguration,
  ReportingDescriptor,
  Result,
  Run,
  ThreadFlowLocation,
} from "sarif";
import { rules } from "../rules/index.ts";
import { repository } from "../rules/page.ts";
import { relativeAddress, withoutLinks } from "../text/addresses.ts";
import type { ErrorEntry, FindingEntry, Place, Report, StepEntry, UnreadEntry } from "./report.ts";
import { countOf } from "./vault-labels.ts";
import { changeLine, driftLine, sayNotCompared, sayReview, shownChanges } from "./diff-lines.ts";
import { sarifRule } from "./sarif-rule.ts";

interface Given extends Pick<Printing, "words" | "contents"> {
  /** The files of parameter values, as given. */
  readonly parameters: readonly string[];
  /** Something that could change the answer was not evaluated. */
  readonly failed: boolean;
}

/**
 * The findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), with what GitHub code scanning reads:
 * https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function printSarif(report: Report, options: Given): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run(report, options)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function run(report: Report, { parameters, failed, words, contents }: Given): Run {
  const { tool, findings, errors, unread, notCompared = [] } = report;
  const isDiff = contents.includes("diff");
  return {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        informationUri: repository,
        rules: isDiff ? [...diffRules(words)] : rules.map((rule) => sarifRule(rule, words)),
      },
    },
    // The part before the last slash names the run: one for each set of values that a template is evaluated with.
    automationDetails: {
      id: ["keyvault-network", ...(isDiff ? ["diff"] : []), ...parameters.map(addressOf), ""].join("/"),
    },
    columnKind: "utf16CodeUnits",
    ...(contents.includes("check") ? { properties: { vaults: countOf(report.vaults) } } : {}),
    invocations: [
      {
        executionSuccessful: !failed,
        toolExecutionNotifications: [
          ...errors.map(notification),
          ...unread.map((each) => remark(each, words)),
          ...[
            ...sumUpCheck(report, words),
            ...sayNotCompared(notCompared, words),
            ...(report.proof ? [sayReview(report, words)] : []),
          ].map((text) => ({
            level: "note" as const,
            message: { text: withoutLinks(text) },
          })),
        ],
      },
    ],
    results: isDiff
      ? diffResults(report, words).map(difference)
      : findings.map((finding) => result(finding, words)),
  };
}

const ruleIndexes: ReadonlyMap<string, number> = new Map(rules.map(({ code }, index) => [code, index]));

function result(finding: FindingEntry, words: Words): Result {
  const { code, severity, message, vault, related, steps, suppressed, fingerprint } = finding;
  return {
    ruleId: code,
    ruleIndex: ruleIndexes.get(code) ?? -1,
    level: level(severity),
    message: { text: withoutLinks(message) },
    locations: [location(finding, vault)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((each, id) => ({
            id,
            ...physical(each),
            message: { text: withoutLinks(each.message) },
          })),
        }
      : {}),
    ...(steps.length > 0 ? { codeFlows: [codeFlow(steps, finding)] } : {}),
    partialFingerprints: { primaryLocationLineHash: fingerprint, "keyvaultNetworkFinding/v1": fingerprint },
    suppressions: suppressed
      ? [{ kind: "inSource", status: "accepted", justification: justification(suppressed, words) }]
      : [],
    properties: {
      vault,
      fixes: finding.fixes,
      instances: finding.instances,
      environments: finding.environments,
    },
  };
}

function difference({ rule, message, vault, environment, subject, ...place }: DiffResult): Result {
  const fingerprint = { "keyvaultNetworkDiff/v1": subject };
  return {
    ruleId: rule,
    level: "warning",
    message: { text: withoutLinks(message) },
    locations: [{ ...physical(place), logicalLocations: [{ name: vault, kind: "resource" }] }],
    partialFingerprints: fingerprint,
    properties: { vault, environments: environment === null ? [] : [environment] },
  };
}

function location(finding: FindingEntry, vault: string | null): Location {
  const { endLine, endCharacter } = finding;
  const logical = vault === null ? {} : { logicalLocations: [{ name: vault, kind: "resource" }] };
  return { ...physical(finding, { endLine, endColumn: endCharacter }), ...logical };
}

/** One thread: the gates that the traffic met on its way, in the order in which Azure asks them. */
function codeFlow(steps: readonly StepEntry[], finding: FindingEntry): CodeFlow {
  const locations = steps.map(({ gate, outcome, text, file, line }): ThreadFlowLocation => ({
    location: {
      // A gate without a place is reported where the finding is.
      ...physical(file === null ? finding : { file, line: line ?? 1, character: 1 }),
      message: { text: withoutLinks(text) },
    },
    kinds: [gate, outcome],
    importance: outcome === "not-applicable" ? "unimportant" : "important",
  }));
  return { threadFlows: [{ locations }] };
}

function notification(error: ErrorEntry): Notification {
  return { level: "error", message: { text: withoutLinks(error.message) }, locations: [physical(error)] };
}

/** Unread parts are not a failure of the run, but may contain findings. */
function remark(unread: UnreadEntry, words: Words): Notification {
  const text = withoutLinks(`${words.unread.line(unread)}. ${unread.advice}`);
  const level = unread.vault === "likely" ? "warning" : "note";
  return { level, message: { text }, locations: [physical(unread)] };
}

function physical(
  { file, line, character }: Place,
  end: Region = {},
): { physicalLocation: PhysicalLocation } {
  const region = { startLine: line, startColumn: character, ...end };
  return { physicalLocation: { artifactLocation: { uri: relativeAddress(file) }, region } };
}

function level(severity: string): ReportingConfiguration.level {
  return severity === "error" || severity === "warning" ? severity : "note";
}

function justification(
  { reason, until }: NonNullable<FindingEntry["suppressed"]>,
  { document: { sentences } }: Words,
): string {
  return until === null ? reason : `${reason} (${sentences.until(until)})`;
}

function addressOf(path: string): string {
  return relativeAddress(path.replaceAll("\\", "/"));
}

/** A difference as a result: what it is about, and the line that says it. */
interface DiffResult extends Place {
  readonly rule: "access-differs" | "configuration-differs";
  readonly message: string;
  readonly vault: string;
  readonly environment: string | null;
  /** What stays the same when lines move. */
  readonly subject: string;
}

/** What `diff` finds, as results; those of differing access first. */
export function diffResults({ changes, drift }: Report, words: Words): readonly DiffResult[] {
  return [
    ...shownChanges({ changes }).map((each) => ({
      ...{ rule: "access-differs" as const, message: changeLine(each, words), vault: each.vault },
      ...{ environment: each.environment, file: each.file, line: each.line, character: 1 },
      subject: [each.vault, each.environment ?? "", each.from].join("\n"),
    })),
    ...drift.map((each) => ({
      ...{ rule: "configuration-differs" as const, message: driftLine(each), vault: each.vault },
      ...{ environment: each.environment, file: each.file, line: each.line, character: 1 },
      subject: [each.vault, each.environment ?? "", each.property].join("\n"),
    })),
  ];
}

/** The two kinds of results as SARIF describes them. */
function diffRules({ document: { labels } }: Words): readonly ReportingDescriptor[] {
  return [
    descriptor("access-differs", labels.accessChanges),
    descriptor("configuration-differs", labels.differences),
  ];
}

function descriptor(id: DiffResult["rule"], text: string): ReportingDescriptor {
  return {
    id,
    name: id,
    shortDescription: { text },
    fullDescription: { text },
    defaultConfiguration: { level: "warning" },
    properties: { tags: ["security", "azure", "key-vault", "drift"], precision: "high" },
  };
}
