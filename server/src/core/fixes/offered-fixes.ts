import { keyOf } from "./alteration.ts";
import type { ChangedParameter, Fix } from "./fix.ts";
import { type Plan, planOf } from "./plan.ts";
import { memoize } from "../logic/memoize.ts";

/**
 * The fixes that can be made for several instances at once, given those of each instance in the same order: those that have
 * one place to be made, the same for all instances. A title says which parameter is changed.
 */
export function offeredFixes(instances: readonly (readonly Fix[])[]): readonly Fix[] {
  const [first = [], ...others] = instances;
  return first.flatMap((fix, index) => {
    const plan = planOf(fix);
    if (!plan || others.some((fixes) => !isSame(plan, fixes[index]))) return [];
    return [withParameter(fix)];
  });
}

/** One for each fix, because many findings may offer the same. What else uses the parameter may need what is changed. */
const withParameter = memoize((fix: Fix): Fix => {
  const where: ChangedParameter | null = planOf(fix)?.parameter ?? null;
  return where ? { ...fix, where, keepsAccess: fix.keepsAccess && where.uses <= 1 } : fix;
});

function isSame(plan: Plan, fix: Fix | undefined): boolean {
  const other = fix && planOf(fix);
  return keysOf(plan) === (other ? keysOf(other) : null);
}

/** A text that is the same for plans that write the same at the same places. */
export const keysOf = memoize(({ alterations }: Plan): string => alterations.map(keyOf).join(" "));
