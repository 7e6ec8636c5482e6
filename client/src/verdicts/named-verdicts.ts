import type { VaultReference } from "../../../server/src/protocol/names.ts";
import { agreements, groupsBy } from "../agreement.ts";
import type { TreeNode } from "../tree/tree-node.ts";
import { vaultId } from "../vault-id.ts";
import { type SimulationResult, sourceId, verdictId, verdictIdIn } from "./simulation.ts";
import { distinctLookups, foldVerdicts, vaultLabels } from "./references.ts";
import type { NamedVerdict } from "./labelled-verdict.ts";

/**
 * All verdicts with the names that the view gives them; those of environments that agree are one, and those of lookups are beneath the
 * ones of the declaration.
 */
export function namedVerdicts(results: readonly SimulationResult[]): readonly NamedVerdict[] {
  const folded = results.map(({ simulation, verdicts }) => ({ simulation, ...foldVerdicts(verdicts) }));
  const label = vaultLabels(folded.flatMap(({ entries }) => entries));
  return folded.flatMap(({ simulation, entries, referencesTo }) =>
    groupsBy(entries, verdictId).flatMap((own) =>
      agreements(own).map(({ first, all, environments }) => ({
        id: verdictIdIn(first),
        verdict: first,
        agreeing: all,
        assumed: simulation.assumed,
        lookups: distinctLookups(all.flatMap(referencesTo)),
        source: simulation.label,
        vault: label(first),
        environments,
      })),
    ),
  );
}

/** The vault of a verdict, and the environments of its row if not all of them agree. */
export function vaultOf({ verdict, agreeing, environments }: NamedVerdict): {
  readonly to: VaultReference;
  readonly environments?: readonly (string | null)[];
} {
  const to = { root: verdict.root, key: verdict.key };
  return environments === "" ? { to } : { to, environments: agreeing.map(({ environment }) => environment) };
}

/** The verdict that holds in one environment, by its ID there. */
export function verdictNamed(results: readonly SimulationResult[], idIn: string): NamedVerdict | undefined {
  return namedVerdicts(results).find(({ agreeing }) => agreeing.some((each) => verdictIdIn(each) === idIn));
}

/** The verdicts of rows: their own, and those of the sources and vaults among them. */
export function verdictsOf(
  results: readonly SimulationResult[],
  selected: readonly TreeNode[],
): readonly NamedVerdict[] {
  const ids = new Set(selected.map((node) => node.id));
  return namedVerdicts(results).filter(
    ({ id, verdict }) =>
      ids.has(id) || ids.has(sourceId(verdict.from)) || ids.has(`vault|${vaultId(verdict)}`),
  );
}
