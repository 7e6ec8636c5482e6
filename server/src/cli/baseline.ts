import { readFileSync, writeFileSync } from "node:fs";
import type { Options } from "./options.ts";
import type { FindingEntry } from "./report.ts";

/** What is left to report of findings, and what has to be said about the file of the known ones. */
export interface BaselineOutcome {
  readonly findings: readonly FindingEntry[];
  /** How many findings are known. */
  readonly known: number;
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly string[];
}

/**
 * Leaves out the findings that a baseline holds: those of the file to read, or, where one is written, all there are now. A
 * suppressed finding needs no baseline and is never in one.
 */
export function applyBaseline(
  findings: readonly FindingEntry[],
  { baseline, writeBaseline }: Pick<Options, "baseline" | "writeBaseline">,
): BaselineOutcome {
  const complaint = writeBaseline === null ? null : write(writeBaseline, printBaseline(findings));
  if (complaint !== null) return { findings, known: 0, complaints: [complaint] };
  const path = writeBaseline ?? baseline;
  if (path === null) return { findings, known: 0, complaints: [] };
  const fingerprints = readBaseline(path);
  if (typeof fingerprints === "string") return { findings, known: 0, complaints: [fingerprints] };
  const left = findings.filter(
    ({ fingerprint, suppressed }) => suppressed !== null || !fingerprints.has(fingerprint),
  );
  return { findings: left, known: findings.length - left.length, complaints: [] };
}

function write(path: string, text: string): string | null {
  try {
    writeFileSync(path, text);
    return null;
  } catch (error) {
    return `the baseline ${path} cannot be written: ${messageOf(error)}`;
  }
}

/** The file says more than the fingerprints, so that people can review what they accept. */
function printBaseline(findings: readonly FindingEntry[]): string {
  const accepted = findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ fingerprint, code, file, vault, message }) => ({ fingerprint, code, file, vault, message }));
  return `${JSON.stringify({ version: 1, findings: accepted }, null, 2)}\n`;
}

function readBaseline(path: string): ReadonlySet<string> | string {
  const content = parse(path);
  if (typeof content === "string") return content;
  const findings = isRecord(content) && content["version"] === 1 ? content["findings"] : null;
  if (!Array.isArray(findings)) return `${path} is no baseline: it has no findings of version 1`;
  const fingerprints = (findings as readonly unknown[]).map((each) =>
    isRecord(each) ? each["fingerprint"] : null,
  );
  return new Set(fingerprints.filter((each) => typeof each === "string"));
}

function parse(path: string): Readonly<Record<string, unknown>> | string {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isRecord(content) ? content : `${path} is no baseline: it is no object`;
  } catch (error) {
    return `the baseline ${path} cannot be read: ${messageOf(error)}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
