import { readFileSync } from "node:fs";
import type { Explanation } from "../core/index.ts";
import { changesFor, explainForbidden, readForbidden } from "../core/index.ts";
import type { Disk } from "./disk.ts";
import { idOfPath } from "./disk.ts";
import { verdictEntry } from "./entries.ts";
import type { Ground } from "./command-input.ts";
import type { Places } from "./places.ts";
import type { EditEntry, ExplanationEntry } from "./report.ts";

/** The explanation, or one line that says why there is none: exit status 2. */
export type ExplainRun = { readonly explanation: ExplanationEntry } | { readonly complaint: string };

/** Explains the 403 in the file that is named first, or in what comes in by the standard input. */
export function explain({ options, analyses, disk, places }: Ground): ExplainRun {
  const [path = "-"] = options.paths;
  const text = path === "-" ? readInput() : (disk.get(idOfPath(path))?.text ?? null);
  if (text === null)
    return { complaint: `${path}: ${disk.failures.get(idOfPath(path)) ?? "it cannot be read"}` };
  const forbidden = readForbidden(text);
  if (!forbidden) return { complaint: `${path}: there is no 403 of a key vault in it` };
  return { explanation: explanationEntry(explainForbidden(forbidden, analyses), disk, places) };
}

function explanationEntry(
  { shape, client, vault, networkDecision, meaning, template, root, drift, fixes, advice }: Explanation,
  disk: Disk,
  places: Places,
): ExplanationEntry {
  return {
    shape,
    client,
    vault,
    networkDecision,
    meaning,
    template: template && root !== null ? verdictEntry(template, root, places) : null,
    drift,
    fixes: fixes.map(({ title }) => title),
    edits: fixes.flatMap((each) => editEntries(each, disk, places)),
    advice,
  };
}

function editEntries(
  { title, fix }: Explanation["fixes"][number],
  disk: Disk,
  places: Places,
): readonly EditEntry[] {
  const changes = fix ? changesFor(fix, disk) : undefined;
  return (changes ?? []).map(({ span, text }) => {
    const { line: endLine, character: endCharacter } = places.end(span);
    return { fix: title, ...places.start(span), endLine, endCharacter, text };
  });
}

function readInput(): string | null {
  try {
    return readFileSync(0, "utf8");
  } catch {
    return null;
  }
}
