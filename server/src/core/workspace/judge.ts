import type { Analysis } from "./analyzer.ts";
import { analyze, emptyWorld } from "./analyzer.ts";
import { linkRoots } from "../landscape/landscape.ts";
import { sizeOf } from "../landscape/member.ts";
import type { Files } from "../files/files.ts";
import type { Failure } from "../logic/isolated.ts";
import type { HostTime } from "../logic/host-time.ts";
import { eachInTurn } from "../logic/host-time.ts";
import { limits } from "../text/limits.ts";
import type { DocumentId } from "../text/span.ts";
import type { Environment } from "./environments.ts";
import type { RootPlan } from "./plan.ts";
import { Remembered } from "../logic/remembered.ts";
import { letGo } from "./let-go.ts";
import type { Told } from "./told.ts";

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
export function mayJudgeMore(analyses: readonly Pick<Analysis, "worlds" | "letGo">[]): boolean {
  const sizes = analyses.map(({ worlds, letGo: gone }) => gone?.mentions ?? sizeOf(worlds));
  const worlds = sizes.reduce((sum, each) => sum + each.worlds, 0);
  const vaults = sizes.reduce((sum, each) => sum + each.vaults, 0);
  return worlds < limits.worldsOfRoot && vaults < limits.vaultsInWorlds;
}

/**
 * Analyzes roots in their environments, within the limits. Of roots that `tell` all that is asked of them where they are not linked, nothing else is
 * kept.
 */
export function judgeRoots(
  plans: readonly Pick<RootPlan, "root" | "judged" | "leftOut" | "backend">[],
  files: Files,
  tell: (analysis: Analysis) => Told | null = () => null,
): JudgedRoots {
  const { eachInTime = eachInTurn } = files;
  const asked = plans.flatMap(({ root, judged }) =>
    judged.map((environment, place) => ({ root, environment, place })),
  );
  const judged = eachInTime(asked, ({ root, environment, place }, before: readonly (Analysis | null)[]) => {
    const others = before.slice(before.length - place).filter((each) => each !== null);
    if (environment !== null && !mayJudgeMore(others)) return null;
    const again = (): Analysis => analyze({ root, files, environment, states: plans });
    return letGo(again(), files, tell, again);
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
    if ("failed" in found) return withoutWorlds(alone, found.failed);
    const before = withNeighbors.get(alone);
    if (before?.worlds === found.worlds) return before;
    const own = new Set(found.neighbors);
    const neighbors = analyses.filter((each) => own.has(each));
    const analysis = { ...(alone.letGo?.again() ?? alone), worlds: found.worlds, neighbors };
    withNeighbors.set(alone, analysis);
    return analysis;
  });
}

function withoutWorlds({ letGo: _, ...analysis }: Analysis, failed: Failure): Analysis {
  return { ...analysis, worlds: [emptyWorld], failed };
}

const withNeighbors = new Remembered<Analysis, Analysis>();
