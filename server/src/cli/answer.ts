import { basename } from "node:path";
import type { PathAccessFiles } from "./access-files.ts";
import type { Complaint, Problem, Remark } from "./complaint.ts";
import { mayNotRead, printPath } from "./disk.ts";
import { type Voice, voiceIn } from "./language.ts";
import type { OpenedGround } from "./open-ground.ts";
import type { Options } from "./options.ts";
import type { Roots } from "./roots.ts";
import { type CommandResult, runCommand } from "./run-command.ts";
import {
  byPlace,
  compareText,
  emptyReport,
  errorEntries,
  type ErrorEntry,
  grouped,
  isLeftOut,
  type Places,
  type Report,
  unreadEntries,
  type Words,
  wordsForFacts,
} from "../core/index.ts";

/** The findings of a command, before they are printed. */
export interface Answer {
  readonly report: Report;
  readonly remarks: readonly Remark[];
  readonly complaints: readonly Complaint[];
  /** Something that could change the answer was not evaluated: exit status 2. */
  readonly failed: boolean;
  readonly undecided: boolean;
}

/** Runs the command on what was read. */
export function answerOf(
  { ground, roots, complaints: early, failures: found }: OpenedGround,
  options: Options,
): Answer {
  const { files, places } = ground;
  const voice = voiceIn(options.language);
  const outcome = runCommand(ground);
  const failures = [...found, ...(outcome.failures ?? [])];
  const complaints = [...early, ...(outcome.complaints ?? [])];
  const judged = roots.analyses.map(({ root }) => root);
  const report = {
    ...emptyReport,
    skipped: skippedEntries(roots, wordsForFacts(options.format, voice.words)),
    errors: errorEntries(
      roots.analyses,
      [...failures, ...roots.problems].map((each) => problemEntry(each, places, voice)),
      { places, words: voice.words },
    ),
    ...outcome.report,
    unread: [
      ...unreadEntries(roots, { places, words: voice.words }, (unread) => mayNotRead(unread, ground.disk)),
      ...(outcome.report.unread ?? []),
    ].sort(byPlace(({ source }) => source)),
  };
  return {
    report,
    remarks: remarks(files, judged, outcome),
    complaints,
    failed: failures.length + complaints.length > 0 || report.unread.some(isLeftOut),
    undecided: outcome.undecided ?? false,
  };
}

/** Additional information printed with the report. */
function remarks(
  files: PathAccessFiles,
  roots: readonly string[],
  { known = 0, untested = { vaults: [], sources: [] } }: CommandResult,
): readonly Remark[] {
  const below = new Set(files.below);
  const above = files.all(roots).filter((file) => !below.has(file));
  return [
    ...above.map(({ document }) => ({ kind: "access-file-used", path: printPath(document) }) as const),
    ...[...files.strangers].map((path) => ({ kind: "access-file-not-used", path }) as const),
    ...(known > 0 ? [{ kind: "known-findings", count: known } as const] : []),
    ...(untested.vaults.length + untested.sources.length > 0
      ? [{ kind: "not-tested", ...untested } as const]
      : []),
  ];
}

function skippedEntries(
  { skipped, unsearched }: Roots,
  { document: { sentences } }: Words,
): Report["skipped"] {
  const twins = skipped.map(({ file, source }) => ({
    file: printPath(file),
    reason: sentences.compiledFrom(basename(source)),
  }));
  // There may be many, so that only the first of a name is written.
  const folders = [...grouped(unsearched.toSorted(compareText), (folder) => [basename(folder)]).values()];
  return [
    ...twins,
    ...folders.map((same) => ({ file: printPath(same[0]), reason: sentences.notSearched(same.length) })),
  ].sort((a, b) => compareText(a.file, b.file));
}

function problemEntry({ file, offset, fact }: Problem, places: Places, { cli }: Voice): ErrorEntry {
  return { ...places.at(file, offset), message: cli.problem(fact) };
}
