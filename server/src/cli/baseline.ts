import type { FindingEntry } from "../core/index.ts";
import { idOfPath, textOf } from "./disk.ts";
import { localFiles } from "./file-system.ts";
import type { Complaint } from "./complaint.ts";
import type { Ground } from "./command-input.ts";
import { writeOutput } from "./output-file.ts";

/** What is left to report of findings, and what has to be said about the file of the known ones. */
export interface BaselineOutcome {
  readonly findings: readonly FindingEntry[];
  /** How many findings are known. */
  readonly known: number;
  /** One line each; any of them is exit status 2. */
  readonly complaints: readonly Complaint[];
}

/**
 * Leaves out the findings that a baseline holds: those of the file to read, or, where one is written, all there are now. A
 * suppressed finding needs no baseline and is never in one. None is written while something could not be read, as it would not hold
 * what is to be found there.
 */
export function applyBaseline(
  findings: readonly FindingEntry[],
  { options: { baseline, writeBaseline }, inputs, isWhole }: Pick<Ground, "options" | "inputs" | "isWhole">,
): BaselineOutcome {
  const complaint = writeBaseline === null ? null : write(writeBaseline, findings, { inputs, isWhole });
  if (complaint !== null) return { findings, known: 0, complaints: [complaint] };
  const path = writeBaseline ?? baseline;
  if (path === null) return { findings, known: 0, complaints: [] };
  const fingerprints = readBaseline(path);
  if ("kind" in fingerprints) return { findings, known: 0, complaints: [fingerprints] };
  const left = findings.filter(
    ({ fingerprint, suppressed }) => suppressed !== null || !fingerprints.has(fingerprint),
  );
  return { findings: left, known: findings.length - left.length, complaints: [] };
}

function write(
  path: string,
  findings: readonly FindingEntry[],
  { inputs, isWhole }: Pick<Ground, "inputs" | "isWhole">,
): Complaint | null {
  if (isWhole) return writeOutput(path, printBaseline(findings), inputs);
  return { kind: "baseline-incomplete", path };
}

/** The file says more than the fingerprints, so that people can review what they accept. */
function printBaseline(findings: readonly FindingEntry[]): string {
  const accepted = findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ fingerprint, code, file, vault, environments, message }) => ({
      fingerprint,
      code,
      file,
      vault,
      environments,
      message,
    }));
  return `${JSON.stringify({ version: 1, findings: accepted }, null, 2)}\n`;
}

/** The fingerprints in a file, or why there are none to trust. */
function readBaseline(path: string): ReadonlySet<string> | Complaint {
  const content = parse(path);
  if ("kind" in content) return content;
  // The findings of a report have fingerprints, too, but they are not accepted.
  if (isRecord(content.json) && "tool" in content.json)
    return { kind: "not-a-baseline", path, why: "is-report" };
  const findings = isRecord(content.json) && content.json["version"] === 1 ? content.json["findings"] : null;
  if (!Array.isArray(findings)) return { kind: "not-a-baseline", path, why: "no-findings" };
  const fingerprints = (findings as readonly unknown[]).map((each) =>
    isRecord(each) ? each["fingerprint"] : null,
  );
  const texts = fingerprints.filter((each) => typeof each === "string");
  if (texts.length < fingerprints.length) return { kind: "not-a-baseline", path, why: "no-fingerprint" };
  return new Set(texts);
}

function parse(path: string): { readonly json: unknown } | Complaint {
  const bytes = localFiles.read(idOfPath(path));
  const reading = "bytes" in bytes ? textOf(bytes.bytes) : bytes;
  if ("failure" in reading) return { kind: "baseline-unreadable", path, fault: reading.failure.fault };
  try {
    return { json: JSON.parse(reading.text) };
  } catch {
    return { kind: "not-a-baseline", path, why: "not-json" };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
