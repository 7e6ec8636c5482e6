import {
  type Analysis,
  type EnvironmentEntry,
  environmentNames,
  reportVaults,
  reservedName,
  type RootPlan,
} from "../core/index.ts";
import type { Complaint } from "./complaint.ts";
import { printPath } from "./disk.ts";

/** How open every vault is in each environment of its root. */
export function environmentEntries(analyses: readonly Analysis[]): readonly EnvironmentEntry[] {
  return analyses.flatMap(({ root, environment, worlds }) =>
    reportVaults(worlds)
      .filter(({ exists }) => exists !== "no")
      .map(({ module, symbol, name, exposure, notes }) => ({
        environment,
        root: printPath(root),
        module,
        vault: symbol,
        vaultName: typeof name === "string" ? name : null,
        exposure,
        notes,
      })),
  );
}

/** What is wrong with the name of an environment that was asked for: no root has it. Null when nothing is. */
export function unknownEnvironment(name: string | null, plans: readonly RootPlan[]): Complaint | null {
  if (name === null || name === "*" || name === reservedName || plans.length === 0) return null;
  const names = environmentNames(plans);
  if (names.includes(name)) return null;
  return { kind: "no-environment", name, names: [...names].sort() };
}
