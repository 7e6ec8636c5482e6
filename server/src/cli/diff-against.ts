import {
  changeEntries,
  type ChangeEntry,
  drift as compareWith,
  driftEntries,
  type DriftEntry,
  wordsForFacts,
} from "../core/index.ts";
import { workspaceOf } from "./callers.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";
import { type Problem, problemOf } from "./problem.ts";
import { readState } from "./state.ts";

/** What differs from a state, or why that is not known: exit status 2. */
export interface AgainstRun {
  readonly changes: readonly ChangeEntry[];
  readonly drift: readonly DriftEntry[];
  readonly complaints: readonly Complaint[];
  readonly failures: readonly Problem[];
}

const nothing: AgainstRun = { changes: [], drift: [], complaints: [], failures: [] };

/** Compares the templates with the state in a file. */
export function diffAgainst(ground: Ground, path: string): AgainstRun {
  const { options, disk, deadline, places, words } = ground;
  const { from, format } = options;
  const reading = readState(path, disk);
  if ("complaint" in reading) return { ...nothing, complaints: [reading.complaint] };
  const { state } = reading;
  const workspace = workspaceOf(ground, { asked: from });
  const { answer, failures: late } = deadline.ask([state.root], () => {
    const { changes, drift, problems, isWhole } = compareWith(state, workspace, {
      from,
      isNamedOnly: from.length > 0,
    });
    const failures = isWhole ? [] : [problemOf(state.root, { kind: "incomplete-state" })];
    if (problems.length > 0) return { ...nothing, complaints: problems };
    const facts = wordsForFacts(format, words);
    return {
      changes: changeEntries(changes, places, places, facts),
      drift: driftEntries(drift, { places, words }),
      ...{ complaints: [], failures },
    };
  });
  const broken = late.map(({ about, failed }) => problemOf(about, { kind: "failed", why: failed.fact }));
  return { ...answer, failures: [...broken, ...answer.failures] };
}
