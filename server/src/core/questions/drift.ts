import { compareWithState, isWholeState, type StateComparison } from "../report/compare-state.ts";
import { callersListed } from "../report/compared-callers.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { isOfState } from "../workspace/assume-deployed.ts";
import { type CallersAsked, callersNamed, problemsOfNames } from "./named-callers.ts";
import type { SourceProblem } from "./simulate.ts";
import type { OpenWorkspace } from "./callers.ts";

/** What differs between the templates and a state. */
export interface DriftAnswer extends StateComparison {
  /** Why callers were not compared; those of a state need not be declared. */
  readonly problems: readonly SourceProblem[];
  /** Whether the state has all that is deployed. */
  readonly isWhole: boolean;
}

/** Compares the templates of a workspace with what is deployed. */
export function drift(state: Analysis, workspace: OpenWorkspace, asked: CallersAsked): DriftAnswer {
  const templates = workspace.analyses.filter((each) => !isOfState(each));
  const roots = [...templates, state];
  const listed = asked.isNamedOnly === true ? [] : callersListed(roots);
  const callers = [...callersNamed({ ...workspace, analyses: templates }, asked), ...listed];
  return {
    ...compareWithState(state, templates, callers),
    problems: problemsOfNames(workspace, asked, roots).filter(({ kind }) => kind !== "no-such-source"),
    isWhole: isWholeState(state),
  };
}
