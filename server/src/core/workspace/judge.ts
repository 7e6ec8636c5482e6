import { type Analysis, analyze, emptyWorld } from "./analyzer.ts";
import { linkRoots } from "../landscape/landscape.ts";
import { sizeOf } from "../landscape/member.ts";
import { type Files, isFolder } from "../files/files.ts";
import { eachInTurn, type HostTime } from "../logic/host-time.ts";
import { limits } from "../text/limits.ts";
import type { DocumentId } from "../text/document.ts";
import type { Environment } from "./environments.ts";
import type { RootPlan } from "./plan.ts";
import { oncePerKey, Remembered } from "../logic/memoize.ts";

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
export function mayJudgeMore(analyses: readonly Analysis[]): boolean {
  const sizes = analyses.map(sizeOf);
  const worlds = sizes.reduce((sum, each) => sum + each.worlds, 0);
  const vaults = sizes.reduce((sum, each) => sum + each.vaults, 0);
  return worlds < limits.worldsOfRoot && vaults < limits.vaultsInWorlds;
}

/** A root to evaluate, and in which environments. */
export type PlannedRoot = Pick<RootPlan, "root" | "judged" | "leftOut" | "backend">;

/** The other side of a comparison: what is known there without what roots contribute to each other, and what it was read from. */
export interface Judged {
  readonly alone: readonly Analysis[];
  readonly files: Files;
}

/** Analyzes roots in their environments and links them, within the limits. A root of which everything is the same on another side is not evaluated again. */
export function judgeRoots(plans: readonly PlannedRoot[], files: Files, other?: Judged): JudgedRoots {
  const evaluated = evaluateRoots(plans, files, other && reusable(other, files));
  const analyses = [...evaluated.values()].flat().filter((each) => each !== null);
  const alone = analyses.filter(({ isTemplate }) => isTemplate);
  return {
    analyses: linkAnalyses(alone, files),
    alone,
    leftOut: plans.flatMap(({ root, judged, leftOut }) => {
      const late = judged.filter((_, place) => evaluated.get(root)?.[place] === null);
      return [...late, ...leftOut]
        .filter((each) => each !== null)
        .map((environment) => ({ root, environment }));
    }),
    broken: analyses.filter(({ isTemplate }) => !isTemplate),
  };
}

/** Analyzes each root on its own: for each environment an analysis, or null if it was not evaluated. */
function evaluateRoots(
  plans: readonly PlannedRoot[],
  files: Files,
  known: (root: DocumentId, environment: Environment | null) => Analysis | null = () => null,
): ReadonlyMap<DocumentId, readonly (Analysis | null)[]> {
  const { eachInTime = eachInTurn } = files;
  const asked = plans.flatMap(({ root, judged }) =>
    judged.map((environment, place) => ({ root, environment, place })),
  );
  const done = eachInTime(asked, ({ root, environment, place }, before: readonly (Analysis | null)[]) => {
    const others = before.slice(before.length - place).filter((each) => each !== null);
    if (environment !== null && !mayJudgeMore(others)) return null;
    return known(root, environment) ?? analyze({ root, environment, files, states: plans });
  });
  const evaluated = new Map<DocumentId, (Analysis | null)[]>(plans.map(({ root }) => [root, []]));
  for (const [at, { root }] of asked.entries()) evaluated.get(root)?.push(done[at] ?? null);
  return evaluated;
}

/** Finds the analyses that hold on this side as well: all that they read is the same object or list. What reads the states of other roots is left out. */
function reusable(
  { alone, files: others }: Judged,
  files: Files,
): (root: DocumentId, environment: Environment | null) => Analysis | null {
  const found = new Map(alone.map((each) => [keyOf(each.root, each.inputs), each]));
  const isSame = oncePerKey((id: DocumentId) =>
    isFolder(id)
      ? JSON.stringify(files.list?.(id)) === JSON.stringify(others.list?.(id))
      : files.get(id) === others.get(id),
  );
  const mapping = ({ modulesOf }: Files, root: DocumentId): string =>
    JSON.stringify([...(modulesOf?.(root) ?? [])]);
  return (root, environment) => {
    const known = environment?.set.size ? null : found.get(keyOf(root, environment));
    const isKnown =
      known?.kind === "evaluated" &&
      mapping(files, root) === mapping(others, root) &&
      known.worlds.every(({ network }) => network.resources("terraform_remote_state").length === 0) &&
      [...known.reads].every(isSame);
    return isKnown ? known : null;
  };
}

function keyOf(root: DocumentId, environment: Environment | null): string {
  return JSON.stringify([root, environment?.name, environment?.parameters, environment?.set.size]);
}

/**
 * Separate analyses of roots, with what the roots contribute to each other. For an analysis that nothing new concerns since the
 * last call, the answer is the same object.
 */
export function linkAnalyses(analyses: readonly Analysis[], host: HostTime = {}): readonly Analysis[] {
  const linked = linkRoots(analyses, host);
  return analyses.map((alone): Analysis => {
    const found = linked.get(alone);
    if (!found) return alone;
    if ("failed" in found) return { ...alone, kind: "failed", worlds: [emptyWorld], failed: found.failed };
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
