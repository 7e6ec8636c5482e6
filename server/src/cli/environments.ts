import { environmentNames, reservedName, type RootPlan } from "../core/index.ts";
import type { Complaint } from "./complaint.ts";

/** What is wrong with the name of an environment that was asked for: no root has it. Null when nothing is. */
export function unknownEnvironment(name: string | null, plans: readonly RootPlan[]): Complaint | null {
  if (name === null || name === "*" || name === reservedName || plans.length === 0) return null;
  const names = environmentNames(plans);
  if (names.includes(name)) return null;
  return { kind: "no-environment", name, names: [...names].sort() };
}
