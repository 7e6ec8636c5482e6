import {
  changesFor,
  connectionEntry,
  editEntries,
  explain as explainError,
  type Explanation,
  type ExplanationEntry,
  readError,
  remediesOf,
  verdictEntry,
  wordsForFacts,
} from "../core/index.ts";
import { type Disk, idOfPath, type TextReading, whyNotRead } from "./disk.ts";
import type { Complaint } from "./complaint.ts";
import type { Ground } from "./command-input.ts";

/** The explanation, or why there is none: exit code 2. */
export type ExplainRun = { readonly explanation: ExplanationEntry } | { readonly complaint: Complaint };

/** Explains the failed call in the file that is named first, or in what comes in by the standard input. */
export function explain(ground: Ground): ExplainRun {
  const { options, analyses, plans, disk, input } = ground;
  const [path = "-"] = options.paths;
  const reading = path === "-" ? input() : readFile(idOfPath(path), disk);
  if ("failure" in reading) return { complaint: { kind: "input", path, fault: reading.failure.fault } };
  const error = readError(reading.text);
  if (!error) return { complaint: { kind: "no-403", path } };
  return {
    explanation: explanationEntry(explainError(error, analyses, undefined, plans, reading.text), ground),
  };
}

function explanationEntry(explanation: Explanation, ground: Ground): ExplanationEntry {
  const { shape, client, vault, networkDecision, template, drift, fixes, advice, root, environment } =
    explanation;
  const { places, words, options, disk } = ground;
  const connection = explanation.connection && connectionEntry(explanation.connection, { places, words });
  const edge = { places, words, facts: wordsForFacts(options.format, words) };
  return {
    shape,
    client,
    vault,
    networkDecision,
    meaning: words.refusals.meaning(shape),
    template: template && root !== null ? verdictEntry(template, { root, environment }, edge) : null,
    drift: drift.map(words.refusals.drift),
    fixes: connection ? remediesOf(connection) : fixes.map(words.fix),
    edits: fixes.flatMap((each) =>
      editEntries(words.fix(each), (each.fix && changesFor(each.fix, disk)) ?? [], places),
    ),
    advice: advice.map(words.refusals.advice),
    connection,
  };
}

function readFile(id: string, disk: Disk): TextReading {
  const document = disk.get(id);
  return document ?? { failure: { isMissing: false, fault: whyNotRead(id, disk) } };
}
