import {
  type Analysis,
  logEntry,
  replay,
  replayedEntries,
  type Report,
  wordsForFacts,
} from "../core/index.ts";
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
  const run: ReplayRun = answer ?? { report: {}, complaints: [] };
  const report = { ...run.report, unread };
  return { ...run, report, complaints: [...complaints, ...run.complaints], failures };
}

function judgeLog(
  ground: Ground,
  analyses: readonly Analysis[],
  past: readonly Analysis[] | null,
): ReplayRun {
  const reading = ground.logs();
  if ("fault" in reading) return refused({ kind: "input", ...reading });
  const { log } = reading;
  const { calls, broken, controlPlane, challenges, notifications } = log.counts;
  const ofVaults = calls + controlPlane + challenges + notifications;
  if (ofVaults === 0) return refused({ kind: "no-log" });
  const found = replay(log, analyses, past);
  const { places, words, options } = ground;
  const replayed = replayedEntries(found, { places, words, facts: wordsForFacts(options.format, words) });
  return {
    report: { replayed, log: logEntry(log, found) },
    complaints: [
      ...(broken > ofVaults ? [{ kind: "log-unreadable", broken } as const] : []),
      ...(found.vaults.length === 0 && found.missing.length > 0
        ? [{ kind: "log-of-others", names: found.missing } as const]
        : []),
    ],
    undecided: replayed.some(({ verdict }) => verdict === "depends"),
  };
}

function refused(complaint: Complaint): ReplayRun {
  return { report: {}, complaints: [complaint] };
}
