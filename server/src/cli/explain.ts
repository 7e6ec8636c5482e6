import type { EditEntry, Explanation, ExplanationEntry, Places } from "../core/index.ts";
import { changesFor, explainForbidden, readForbidden, verdictEntry } from "../core/index.ts";
import type { Disk, TextReading } from "./disk.ts";
import { idOfPath, whyNotRead } from "./disk.ts";
import type { Ground } from "./command-input.ts";
import { words } from "./language.ts";

/** The explanation, or one line that says why there is none: exit code 2. */
export type ExplainRun = { readonly explanation: ExplanationEntry } | { readonly complaint: string };

/** Explains the 403 in the file that is named first, or in what comes in by the standard input. */
export function explain({ options, analyses, disk, places, input }: Ground): ExplainRun {
  const [path = "-"] = options.paths;
  const reading = path === "-" ? input() : readFile(idOfPath(path), disk);
  if ("failure" in reading) return { complaint: `${path}: ${reading.failure.message}` };
  const forbidden = readForbidden(reading.text);
  if (!forbidden) return { complaint: `${path}: it holds no 403 of a key vault` };
  return { explanation: explanationEntry(explainForbidden(forbidden, analyses), disk, places) };
}

function explanationEntry(
  { shape, client, vault, networkDecision, template, drift, fixes, advice, root, environment }: Explanation,
  disk: Disk,
  places: Places,
): ExplanationEntry {
  return {
    shape,
    client,
    vault,
    networkDecision,
    meaning: words.refusals.meaning(shape),
    template:
      template && root !== null ? verdictEntry(template, { root, environment }, { places, words }) : null,
    drift: drift.map(words.refusals.drift),
    fixes: fixes.map(words.fix),
    edits: fixes.flatMap((each) => editEntries(each, disk, places)),
    advice: advice.map(words.refusals.advice),
  };
}

function editEntries(
  offered: Explanation["fixes"][number],
  disk: Disk,
  places: Places,
): readonly EditEntry[] {
  const { fix } = offered;
  const changes = fix ? changesFor(fix, disk) : undefined;
  return (changes ?? []).map(({ span, text }) => {
    const { line: endLine, character: endCharacter } = places.end(span);
    return { fix: words.fix(offered), ...places.start(span), endLine, endCharacter, text };
  });
}

function readFile(id: string, disk: Disk): TextReading {
  const document = disk.get(id);
  return document ?? { failure: { isMissing: false, message: whyNotRead(id, disk) } };
}
