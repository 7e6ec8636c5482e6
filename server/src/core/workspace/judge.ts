import type { Analysis } from "./analyzer.ts";
import { analyze, emptyWorld } from "./analyzer.ts";
import { linkRoots } from "../landscape/landscape.ts";
import type { Files } from "../files/files.ts";
import { limits } from "../text/limits.ts";
import type { DocumentId } from "../text/span.ts";
import type { Environment } from "./environments.ts";
import type { RootPlan } from "./plan.ts";
import type { StateRoot } from "./states.ts";

/** What is known of roots, and the environments that are too many to judge. */
export interface JudgedRoots {
  /** One for each root and environment, in the order of the roots. */
  readonly analyses: readonly Analysis[];
  /** The same without what the roots contribute to each other. */
  readonly alone: readonly Analysis[];
  readonly leftOut: readonly LeftOut[];
  /** Roots that are so broken that they are not templates; nothing else reports their problems. */
  readonly broken: readonly Analysis[];
}

export interface LeftOut {
  readonly root: DocumentId;
  readonly environment: Environment;
}

/** Whether another environment of a root may be evaluated after these. */
export function mayJudgeMore(analyses: readonly Pick<Analysis, "worlds">[]): boolean {
  const worlds = analyses.flatMap((analysis) => analysis.worlds);
  const vaults = worlds.reduce((sum, { network }) => sum + network.vaults.length, 0);
  return worlds.length < limits.worldsOfRoot && vaults < limits.vaultsInWorlds;
}

/** Analyzes roots in their environments, within the limits. */
export function judgeRoots(
  plans: readonly Pick<RootPlan, "root" | "judged" | "leftOut" | "backend">[],
  files: Files,
): JudgedRoots {
  const judged = plans.map((plan) => judgeRoot(plan, plans, files));
  const alone = judged.flatMap(({ analyses }) => analyses);
  return {
    analyses: linkAnalyses(alone, files.inTime),
    alone,
    leftOut: judged.flatMap(({ leftOut }) => leftOut),
    broken: judged.flatMap(({ broken }) => broken),
  };
}

/**
 * Separate analyses of roots, with what the roots contribute to each other. For an analysis that nothing new concerns since the
 * last call, the answer is the same object.
 */
export function linkAnalyses(analyses: readonly Analysis[], inTime?: Files["inTime"]): readonly Analysis[] {
  const linked = linkRoots(analyses, inTime);
  return analyses.map((alone) => {
    const found = linked.get(alone);
    if (!found) return alone;
    if ("failed" in found) return { ...alone, worlds: [emptyWorld], failed: found.failed };
    const before = withNeighbors.get(alone);
    if (before?.worlds === found.worlds) return before;
    const own = new Set(found.neighbors);
    const neighbors = analyses.filter((each) => own.has(each));
    const analysis = { ...alone, worlds: found.worlds, neighbors };
    withNeighbors.set(alone, analysis);
    return analysis;
  });
}

const withNeighbors = new WeakMap<Analysis, Analysis>();

function judgeRoot(
  { root, judged, leftOut }: Pick<RootPlan, "root" | "judged" | "leftOut">,
  states: readonly StateRoot[],
  files: Files,
): Omit<JudgedRoots, "alone"> {
  const analyses: Analysis[] = [];
  const beyond: Environment[] = [];
  for (const environment of judged) {
    if (mayJudgeMore(analyses)) analyses.push(analyze({ root, files, environment, states }));
    else if (environment) beyond.push(environment);
  }
  return {
    analyses: analyses.filter(({ isTemplate }) => isTemplate),
    leftOut: [...beyond, ...leftOut].map((environment) => ({ root, environment })),
    broken: analyses.filter(({ isTemplate }) => !isTemplate),
  };
}
