import { logEntry, replay, replayedEntries, type Report, wordsForFacts } from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";
import { compareWithBase } from "./diff.ts";
import type { Problem } from "./problem.ts";

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
  if (base === null) return judgeLog(ground, ground.analyses, null);
  const { answer, complaints, failures, unread } = compareWithBase(ground, base, (past, present) =>
    judgeLog(ground, present.workspace.analyses, past.workspace.analyses),
  );
  const report = { ...answer?.report, unread };
  return { ...answer, report, complaints: [...complaints, ...(answer?.complaints ?? [])], failures };
}

function judgeLog(ground: Ground, analyses: Ground["analyses"], past: Ground["analyses"] | null): ReplayRun {
  const { places, words, options } = ground;
  const reading = ground.logs();
  if ("fault" in reading) return { report: {}, complaints: [{ kind: "input", ...reading }] };
  const { log } = reading;
  const { broken, foreign, ...ofVaults } = log.counts;
  const count = Object.values(ofVaults).reduce((sum, each) => sum + each, 0);
  if (count === 0) return { report: {}, complaints: [{ kind: "no-log" }] };
  const found = replay(log, analyses, past);
  const replayed = replayedEntries(found, { places, words, facts: wordsForFacts(options.format, words) });
  const complaints: Complaint[] = [];
  if (broken > count) complaints.push({ kind: "log-unreadable", broken });
  if (found.vaults.length === 0 && found.missing.length > 0)
    complaints.push({ kind: "log-of-others", names: found.missing });
  const undecided = replayed.some(({ verdict }) => verdict === "depends");
  return { report: { replayed, log: logEntry(log, found) }, complaints, undecided };
}
