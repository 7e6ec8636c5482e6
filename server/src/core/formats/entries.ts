import type { FoundVault } from "../questions/vaults.ts";
import type { VaultReport } from "../report/vaults.ts";
import { summarizeVerdict } from "../report/verdict-summary.ts";
import { sayScenario, type StepReport, type VerdictReport } from "../report/verdicts.ts";
import { compareText } from "../text/compare.ts";
import type { Document, DocumentId, Span } from "../text/document.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Words } from "../words/words.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import type { LinkedEntry, Place, StepEntry, VaultEntry, VerdictEntry } from "./report.ts";

/** What entries are made with: how places are printed, and the language of sentences. */
export interface Edge {
  readonly places: Places;
  readonly words: Words;
}

/** The same, and the language of what is not a sentence: names that are not fully known, and what they depend on. */
export interface FactEdge extends Edge {
  readonly facts: Words;
}

/** One vault as the JSON report has it. */
export function vaultEntry(vault: FoundVault, { places }: Edge): Omit<VaultEntry, "callers"> {
  const { root, environment, key, namedBy, label, span, linkedTo: linked, doubts, callers, ...facts } = vault;
  const { module, symbol, name, kind, existing, deployed, state, exists } = facts;
  const linkedTo = linked && linkedEntry(linked, places);
  // What is named first is first in the JSON.
  const named = { root: places.print(root), module, symbol, name, kind, existing, deployed, environment };
  const placed = { ...named, linkedTo, state, exists, ...places.start(label) };
  return { ...placed, ...facts };
}

function linkedEntry(
  { root, module, environment, symbol, label, certain }: NonNullable<VaultReport["linkedTo"]>,
  places: Places,
): LinkedEntry {
  return { root: places.print(root), module, environment, ...places.start(label), symbol, certain };
}

/** One verdict as the JSON report has it. */
export function verdictEntry(
  verdict: VerdictReport,
  { root, environment }: Pick<Analysis, "root" | "environment">,
  edge: FactEdge,
): VerdictEntry {
  const { places, words, facts } = edge;
  const { file, line } = places.start(verdict.label);
  const { allowed, denied, unknown } = verdict.addresses;
  return {
    from: verdict.from,
    environment,
    root: places.print(root),
    module: verdict.module,
    vault: verdict.vault,
    vaultName: verdict.vaultName,
    kind: verdict.kind,
    existing: verdict.existing,
    linkedTo: verdict.linkedTo && linkedEntry(verdict.linkedTo, places),
    file,
    line,
    verdict: verdict.verdict,
    exposed: verdict.exposed,
    summary: summarizeVerdict(words, verdict),
    reason: verdict.reason,
    dependsOn: verdict.because.map(facts.cause),
    allowed: allowed.toCidrs(),
    denied: denied.toCidrs(),
    unknown: unknown.toCidrs(),
    cases: verdict.cases,
    steps: verdict.steps.map((step) => stepEntry(step, edge)),
    deciding: verdict.deciding,
    notes: verdict.notes,
    scenario: verdict.scenario && sayScenario(verdict.scenario, facts),
  };
}

/** Orders by file, line, character, then by what `last` gives. */
export function byPlace<T extends Place>(last: (entry: T) => string): (a: T, b: T) => number {
  return (a, b) =>
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.character - b.character ||
    compareText(last(a), last(b));
}

/** One step of a decision as the JSON report has it. */
export function stepEntry({ gate, outcome, facts, span }: StepReport, { places, words }: Edge): StepEntry {
  const place = span ? places.start(span) : null;
  return { gate, outcome, text: words.gate(facts), file: place?.file ?? null, line: place?.line ?? null };
}

/** Turns documents into the paths of reports, and offsets into their lines and characters, both 1-based. */
export interface Places {
  /** The path of a document or a folder. */
  readonly print: (document: DocumentId) => string;
  readonly start: (span: Span) => Place;
  readonly end: (span: Span) => Place;
  readonly at: (document: DocumentId, offset: number) => Place;
}

/** Where documents are had from, and how a host prints their ids. */
interface Printed {
  readonly get: (document: DocumentId) => Document | null | undefined;
  readonly print: (document: DocumentId) => string;
}

/** Places in the documents of a host; each document's lines are counted once. */
export function placesOf({ get, print }: Printed): Places {
  const indexes = new Map<DocumentId, LineIndex>();
  const at = (document: DocumentId, offset: number): Place => {
    const index = indexes.get(document) ?? new LineIndex(get(document)?.text ?? "");
    indexes.set(document, index);
    return { file: print(document), ...index.at(offset) };
  };
  return {
    at,
    print,
    start: (span) => at(span.document, span.start),
    end: (span) => at(span.document, span.end),
  };
}
