import {
  type DocumentId,
  documentKindOf,
  givenByHand,
  givesValuesTo,
  grouped,
  reservedName,
  type RootPlan,
  templateUsedBy,
} from "../core/index.ts";
import { type Disk, whyNotRead } from "./disk.ts";
import { type ProblemFact, type Problem, problemOf } from "./complaint.ts";

/** Roots with the values that a command line gives them, and what is wrong with its files of values. */
export interface GivenParameters {
  readonly plans: readonly RootPlan[];
  readonly failures: readonly Problem[];
}

/**
 * Gives the files of `--parameters` to the only root, to the one that their `using` names, or to the only one that declares all
 * their values; they take the place of all its environments.
 */
export function giveParameters(
  parameters: readonly DocumentId[],
  plans: readonly RootPlan[],
  disk: Disk,
): GivenParameters {
  const failures: Problem[] = [];
  const given = grouped(parameters, (id) => {
    const owner = rootFor(id, plans, disk);
    if (!("kind" in owner)) return [owner.root];
    failures.push(problemOf(id, owner));
    return [];
  });
  return {
    plans: plans.map((plan) => {
      const own = given.get(plan.root);
      return own ? { ...plan, judged: [givenByHand(own)], leftOut: [] } : plan;
    }),
    failures,
  };
}

/** Evaluates a root with the parameter files that were given as paths, each separately. */
export function namedEnvironments(
  plan: RootPlan,
  named: readonly DocumentId[],
): Pick<RootPlan, "judged" | "leftOut"> {
  const judged = named.map((id) => {
    const known = [...plan.judged, ...plan.available].find((each) => each?.parameters.includes(id));
    return known ? { ...known, parameters: [id] } : givenByHand([id]);
  });
  return { judged, leftOut: [] };
}

/** A file of values that was named, and its root. */
export interface NamedValues {
  readonly file: DocumentId;
  readonly root: DocumentId;
}

/** Files of values that were named although the environment that was chosen for their root does not use them. */
export function unusedValues(
  named: readonly NamedValues[],
  plans: readonly RootPlan[],
  choice: string | null,
): readonly Problem[] {
  if (choice === null || choice === "*") return [];
  const isUnused = ({ file, root }: NamedValues): boolean => {
    if (choice === reservedName) return true;
    const available = plans.find((plan) => plan.root === root)?.available ?? [];
    const chosen = available.filter(({ name }) => name === choice);
    return chosen.length > 0 && !chosen.some(({ parameters }) => parameters.includes(file));
  };
  return named
    .filter(isUnused)
    .map(({ file }) => problemOf(file, { kind: "not-of-environment", environment: choice }));
}

/** The root of a file of values, or why there is none. */
function rootFor(id: DocumentId, plans: readonly RootPlan[], disk: Disk): RootPlan | ProblemFact {
  const document = disk.get(id);
  if (!document) return whyNotRead(id, disk);
  if (documentKindOf(document) !== "parameters") return { kind: "not-parameters" };
  const used = templateUsedBy(document, disk);
  const [first, ...others] =
    used === null && plans.length > 1
      ? plans.filter(({ root }) => givesValuesTo(root, document, disk) === "all")
      : plans.filter(({ root }) => used === null || root === used);
  if (first && others.length === 0) return first;
  if (used !== null) return { kind: "template-not-judged" };
  return {
    kind: others.length === 0 ? "parameters-of-no-root" : "parameters-of-several-roots",
    roots: plans.length,
  };
}
