import { documentOf, keyOf } from "./alteration.ts";
import { blockingBoth, type ChangedParameter, type Fix, type Writing } from "./fix.ts";
import { planOf } from "./plan.ts";
import { memoize } from "../logic/memoize.ts";

/**
 * The fixes that can be made for several instances at once, given those of each instance: those that have one place to be made, the same
 * for all instances, each once. A title names the parameter that is changed and the callers that are blocked in any of the instances.
 */
export function offeredFixes(instances: readonly (readonly Fix[])[]): readonly Fix[] {
  const [first = [], ...others] = instances;
  const keys = new Set<string>();
  return first.flatMap((fix) => {
    const key = writingOf(fix)?.key;
    const same = others.flatMap((fixes) => fixes.find((each) => writingOf(each)?.key === key) ?? []);
    if (key === undefined || same.length < others.length || keys.has(key)) return [];
    keys.add(key);
    return [same.reduce(blockingBoth, withParameter(fix))];
  });
}

/** One for each fix, because many findings may offer the same. What else uses the parameter may need what is changed. */
const withParameter = memoize((fix: Fix): Fix => {
  const where: ChangedParameter | null = writingOf(fix)?.parameter ?? null;
  return where ? { ...fix, where, keepsAccess: fix.keepsAccess && where.uses <= 1 } : fix;
});

/** What a fix changes; null if it has no place. */
export const writingOf = memoize((fix: Fix): Writing | null => {
  const plan = planOf(fix);
  if (!plan) return null;
  const places = plan.alterations.map((each) => {
    if (each.kind === "replace") return { span: each.span, path: null, value: each.value };
    const at = { document: documentOf(each), start: 0, end: 0 };
    return each.kind === "insert"
      ? { span: each.into.span, path: each.path, value: each.value }
      : { span: at, path: null, value: null };
  });
  return { key: plan.alterations.map(keyOf).join(" "), parameter: plan.parameter, places };
});
