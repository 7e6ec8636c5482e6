import { claimsOf, type FindingEntry, type HeldInstance, type Holding, recognize } from "../core/index.ts";
import { idOfPath, printPath, textOf } from "./disk.ts";
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

type Given = Pick<Ground, "options" | "analyses" | "inputs" | "isWhole">;

/**
 * Leaves out the findings that a baseline holds: those of the file to read, or, where one is written, all there are now. A
 * suppressed finding needs no baseline and is never in one. None is written while something could not be read, as it would not hold
 * what is to be found there.
 */
export function applyBaseline(findings: readonly FindingEntry[], ground: Given): BaselineOutcome {
  const { baseline, writeBaseline } = ground.options;
  const complaint = writeBaseline === null ? null : write(writeBaseline, findings, ground);
  if (complaint !== null) return { findings, known: 0, complaints: [complaint] };
  const path = writeBaseline ?? baseline;
  if (path === null) return { findings, known: 0, complaints: [] };
  const isKnown = readBaseline(path, givenByHand(ground));
  if (typeof isKnown === "object") return { findings, known: 0, complaints: [isKnown] };
  const left = findings.filter((each) => each.suppressed !== null || !isKnown(each));
  return { findings: left, known: findings.length - left.length, complaints: [] };
}

/** The files of values that take the place of environments. */
function givenByHand({ analyses }: Given): readonly string[] {
  const files = analyses.flatMap(({ inputs }) => (inputs?.name === null ? inputs.parameters : []));
  return [...new Set(files)].map(printPath);
}

function write(path: string, findings: readonly FindingEntry[], ground: Given): Complaint | null {
  if (!ground.isWhole) return { kind: "baseline-incomplete", path };
  return writeOutput(path, printBaseline(findings, givenByHand(ground)), ground.inputs);
}

/** The file says more than it is read for, so that people can review what they accept. */
function printBaseline(findings: readonly FindingEntry[], parameters: readonly string[]): string {
  const accepted = findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ fingerprint, subject, code, file, vault, environments, holdsIn, instances, message }) => ({
      fingerprint,
      subject,
      code,
      file,
      vault,
      environments,
      holdsIn,
      instances,
      message,
    }));
  const given = parameters.length > 0 ? { parameters } : {};
  return `${JSON.stringify({ version: 1, ...given, findings: accepted }, null, 2)}\n`;
}

/** Recognizes the findings in a file, or says why there are none to trust. */
function readBaseline(
  path: string,
  given: readonly string[],
): ((finding: FindingEntry) => boolean) | Complaint {
  const content = parse(path);
  if ("kind" in content) return content;
  const json = isRecord(content.json) ? content.json : {};
  // The findings of a report have fingerprints, too, but they are not accepted.
  if ("tool" in json) return { kind: "not-a-baseline", path, why: "is-report" };
  const entries: readonly unknown[] | null =
    json["version"] === 1 && Array.isArray(json["findings"]) ? json["findings"] : null;
  if (entries === null) return { kind: "not-a-baseline", path, why: "no-findings" };
  const found = entries.filter(isRecord).filter((each) => typeof each["fingerprint"] === "string");
  if (found.length < entries.length) return { kind: "not-a-baseline", path, why: "no-fingerprint" };
  const accepted = textsIn(json["parameters"]);
  const isKnown = recognize(found.flatMap((each) => claimsIn(each, accepted)));
  const isOfDefaults = recognizeDefaults(found);
  return (finding) =>
    isKnown(claimsOf(finding.subject, finding.holdsIn, finding.instances, given)) ||
    (given.length === 0 && isOfDefaults(finding));
}

/** What an entry accepts. */
function claimsIn({ subject, holdsIn, instances }: Entry, given: readonly string[]): readonly string[] {
  if (typeof subject !== "string" || !Array.isArray(holdsIn)) return [];
  const holdings = holdsIn.filter(isRecord).map((each): Holding => ({
    root: textIn(each["root"]),
    environments: listIn(each["environments"]).filter((name) => name === null || typeof name === "string"),
  }));
  const vaults = listIn(instances)
    .filter(isRecord)
    .map((each): HeldInstance => ({
      root: textIn(each["root"]),
      module: textIn(each["module"]),
      vault: textIn(each["vault"]),
      vaultName: textIn(each["vaultName"]),
      environments: textsIn(each["environments"]),
    }));
  return claimsOf(subject, holdings, vaults, given);
}

function textIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Version 0.1.0 wrote only fingerprints, which do not say in which environments: they hold for what is judged by its defaults. */
function recognizeDefaults(entries: readonly Entry[]): (finding: FindingEntry) => boolean {
  const old = entries.filter((each) => !("holdsIn" in each)).map(({ fingerprint }) => fingerprint);
  const fingerprints = new Set(old);
  return ({ fingerprint, holdsIn }) =>
    fingerprints.has(fingerprint) &&
    holdsIn.every(({ environments }) => environments.every((name) => name === null));
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

type Entry = Readonly<Record<string, unknown>>;

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsIn(value: unknown): readonly string[] {
  return listIn(value).filter((each) => typeof each === "string");
}

function isRecord(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
