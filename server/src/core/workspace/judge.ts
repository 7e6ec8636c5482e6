import type { Analysis } from "./analyzer.ts";
import { analyze, emptyWorld } from "./analyzer.ts";
import { linkRoots } from "../landscape/landscape.ts";
import type { Files } from "../files/files.ts";
import type { HostTime } from "../logic/host-time.ts";
import { eachInTurn } from "../logic/host-time.ts";
import { limits } from "../text/limits.ts";
import type { DocumentId } from "../text/span.ts";
import type { Environment } from "./environments.ts";
import type { RootPlan } from "./plan.ts";
import { Remembered } from "../logic/remembered.ts";
import { isQuiet, letGo } from "./quiet.ts";

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

/**
 * Analyzes roots in their environments, within the limits. Of some roots only what may be found in them is asked, and what other
 * roots refer to: these are let go where that is nothing (`isQuiet`).
 */
export function judgeRoots(
  plans: readonly Pick<RootPlan, "root" | "judged" | "leftOut" | "backend">[],
  files: Files,
  mayLetGo: (root: DocumentId) => boolean = () => false,
): JudgedRoots {
  const { eachInTime = eachInTurn } = files;
  const asked = plans.flatMap(({ root, judged }) =>
    judged.map((environment, place) => ({ root, environment, place })),
  );
  const judged = eachInTime(asked, ({ root, environment, place }, before: readonly (Analysis | null)[]) => {
    const others = before.slice(before.length - place).filter((each) => each !== null);
    if (environment !== null && !mayJudgeMore(others)) return null;
    const again = (): Analysis => analyze({ root, files, environment, states: plans });
    const analysis = again();
    return mayLetGo(root) && isQuiet(analysis) ? letGo(analysis, again) : analysis;
  });
  const analyses = judged.filter((each) => each !== null);
  const alone = analyses.filter(({ isTemplate }) => isTemplate);
  const beyond = new Set(asked.filter((_, at) => judged[at] === null).map(({ environment }) => environment));
  return {
    analyses: linkAnalyses(alone, files),
    alone,
    leftOut: plans.flatMap((plan) => {
      const late = plan.judged.filter((each) => each !== null).filter((each) => beyond.has(each));
      return [...late, ...plan.leftOut].map((environment) => ({ root: plan.root, environment }));
    }),
    broken: analyses.filter(({ isTemplate }) => !isTemplate),
  };
}

/**
 * Separate analyses of roots, with what the roots contribute to each other. For an analysis that nothing new concerns since the
 * last call, the answer is the same object.
 */
export function linkAnalyses(analyses: readonly Analysis[], host: HostTime = {}): readonly Analysis[] {
  const linked = linkRoots(analyses, host);
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

const withNeighbors = new Remembered<Analysis, Analysis>();
