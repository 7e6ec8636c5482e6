import {
  callersListed,
  changeEntries,
  type ChangeEntry,
  type ComparedRoot,
  compareWithState,
  driftEntries,
  type DriftEntry,
  isOfState,
  isWholeState,
  type NamedCaller,
  wordsForFacts,
} from "../core/index.ts";
import { callersFor } from "./callers.ts";
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
  const reading = readState(path, ground.disk);
  if ("complaint" in reading) return { ...nothing, complaints: [reading.complaint] };
  const { state } = reading;
  const templates = ground.analyses.filter((each) => !isOfState(each));
  const roots = [...templates, state];
  const others = (): readonly NamedCaller[] => callersListed(roots);
  const { callers, complaints } = callersFor(ground, { others, roots, areDeclared: false });
  if (complaints.length > 0) return { ...nothing, complaints };
  const { answer, failures } = ground.deadline.ask([state.root], () =>
    compared(state, templates, callers, ground),
  );
  return {
    ...answer,
    complaints: [],
    failures: [
      ...failures.map(({ about, failed }) => problemOf(about, { kind: "failed", why: failed.fact })),
      ...(isWholeState(state) ? [] : [problemOf(state.root, { kind: "incomplete-state" })]),
    ],
  };
}

function compared(
  state: ComparedRoot,
  templates: readonly ComparedRoot[],
  callers: readonly NamedCaller[],
  { places, words, options }: Ground,
): Pick<AgainstRun, "changes" | "drift"> {
  const { changes, drift } = compareWithState(state, templates, callers);
  const facts = wordsForFacts(options.format, words);
  return {
    changes: changeEntries(changes, places, places, facts),
    drift: driftEntries(drift, { places, words }),
  };
}
