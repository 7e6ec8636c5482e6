import { keyOf } from "./alteration.ts";
import type { ChangedParameter, Plan } from "./plan.ts";
import { planOf } from "./plan.ts";
import type { Finding } from "../rules/rule.ts";
import type { Fix } from "./fix.ts";

/**
 * The fixes of a finding that stands for several instances: those that have one place to be made, the same for all of them.
 * What is deployed already is not mended in a print of it.
 */
export function offeredFixes(group: readonly Finding[]): readonly Fix[] {
  const [first, ...others] = group;
  if (!first || first.vault?.deployed) return [];
  return first.fixes.flatMap((fix, index) => {
    const plan = planOf(fix);
    if (!plan || others.some((other) => !isSame(plan, other.fixes[index]))) return [];
    return [plan.parameter ? { ...fix, title: fix.title + saysWhere(plan.parameter) } : fix];
  });
}

function isSame(plan: Plan, fix: Fix | undefined): boolean {
  const other = fix && planOf(fix);
  return keysOf(plan) === (other ? keysOf(other) : null);
}

function keysOf({ alterations }: Plan): string {
  return alterations.map(keyOf).join(" ");
}

function saysWhere({ kind, name, uses }: ChangedParameter): string {
  if (kind === "parameter file") return ` (value of parameter \`${name}\` in the parameter file)`;
  return ` (default of parameter \`${name}\`, used by ${uses})`;
}
