import {
  logEntry,
  type OpenWorkspace,
  replay,
  replayedEntries,
  type Report,
  suggest,
  suggestionEntries,
  toClose,
  wordsForFacts,
} from "../core/index.ts";
import { workspaceOf } from "./callers.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint, Problem } from "./complaint.ts";
import { compareWithBase } from "./diff.ts";

/** The callers, or why they were not judged: exit status 2. */
export interface ReplayRun {
  readonly report: Partial<Report>;
  readonly complaints: readonly Complaint[];
  readonly failures?: readonly Problem[];
  readonly undecided?: boolean;
}

/** What becomes of the callers of the logs. */
export function runReplay(ground: Ground): ReplayRun {
  const { base } = ground.options;
  // No caller of a log is a job.
  if (base === null) return judgeLog(ground, workspaceOf(ground, { asked: [] }), null);
  const { answer, complaints, failures, unread } = compareWithBase(ground, base, (past, present) =>
    judgeLog(ground, present.workspace, past.workspace.analyses),
  );
  const report = { ...answer?.report, unread };
  return { ...answer, report, complaints: [...complaints, ...(answer?.complaints ?? [])], failures };
}

function judgeLog(ground: Ground, workspace: OpenWorkspace, past: Ground["analyses"] | null): ReplayRun {
  const { places, words, options, disk } = ground;
  const reading = ground.logs();
  if ("fault" in reading) return { report: {}, complaints: [{ kind: "input", ...reading }] };
  const { log } = reading;
  const { broken, foreign, ...ofVaults } = log.counts;
  const count = Object.values(ofVaults).reduce((sum, each) => sum + each, 0);
  if (count === 0) return { report: {}, complaints: [{ kind: "no-log" }] };
  const found = replay(log, workspace, past);
  const edge = { places, words, facts: wordsForFacts(options.format, words) };
  const replayed = replayedEntries(found, edge);
  const closing = options.suggests ? suggest(found.vaults.map(toClose), workspace.analyses) : [];
  const suggestions = suggestionEntries(closing, edge, disk);
  const complaints: Complaint[] = [];
  if (broken > count) complaints.push({ kind: "log-unreadable", broken });
  if (found.vaults.length === 0 && found.missing.length > 0)
    complaints.push({ kind: "log-of-others", names: found.missing });
  const undecided = replayed.some(({ verdict }) => verdict === "depends");
  return { report: { replayed, suggestions, log: logEntry(log, found) }, complaints, undecided };
}
