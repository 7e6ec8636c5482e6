import { documentOf, keyOf } from "./alteration.ts";
import { blockingBoth, type ChangedParameter, type Fix, type Writing } from "./fix.ts";
import { type Plan, planOf } from "./plan.ts";
import { memoize } from "../logic/memoize.ts";

/**
 * The fixes that can be made for several instances at once, given those of each instance: those that have one place to be made, the same
 * for all instances, each once. A title says which parameter is changed, and whom it blocks in any of the instances.
 */
export function offeredFixes(instances: readonly (readonly Fix[])[]): readonly Fix[] {
  const [first = [], ...others] = instances;
  const plans = new Set<string>();
  return first.flatMap((fix) => {
    const plan = planOf(fix);
    const same = others.flatMap((fixes) => fixes.find((each) => plan !== null && isSame(plan, each)) ?? []);
    if (!plan || same.length < others.length || plans.has(keysOf(plan))) return [];
    plans.add(keysOf(plan));
    return [[...same].reduce(blockingBoth, withParameter(fix))];
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

/** What a fix changes; null if it has no place. */
export const writingOf = memoize((fix: Fix): Writing | null => {
  const plan = fix.writing === undefined ? planOf(fix) : null;
  if (!plan) return fix.writing ?? null;
  const places = plan.alterations.map((each) => {
    if (each.kind === "replace") return { span: each.span, path: null, value: each.value };
    const at = { document: documentOf(each), start: 0, end: 0 };
    return each.kind === "insert"
      ? { span: each.into.span, path: each.path, value: each.value }
      : { span: at, path: null, value: null };
  });
  return { key: keysOf(plan), parameter: plan.parameter, places };
});

/** A text that is the same for plans that write the same at the same places. */
export const keysOf = memoize(({ alterations }: Plan): string => alterations.map(keyOf).join(" "));
