import type { Span } from "../text/document.ts";
import { existsAlready } from "./values/state.ts";
import type { OpenParameter } from "./open-parameters.ts";
import type { Cause, Condition } from "./types.ts";

/** A condition that is not known: a parameter with two values, named as it is written. */
export interface OpenCondition extends OpenParameter {
  readonly condition: Condition;
  readonly because: readonly Cause[];
}

/** In Terraform's JSON syntax, an expression has the place of the whole string: only where it has one condition, that is certain. */
const interpolated = /^\$\{([^?]*) \? [^?]*\}$/s;
/** Characters of a name. */
const longest = 100;
const booleans = [true, false];

/** The conditions among causes, in order, without repetition; those that the documents at hand do not show are left out. */
export function openConditions(
  causes: Iterable<Cause>,
  textAt: (span: Span) => string | null,
): readonly OpenCondition[] {
  const found = new Map<string, { readonly condition: Condition; readonly because: readonly Cause[] }>();
  for (const cause of causes)
    for (const condition of cause.conditions ?? []) {
      const before = found.get(condition.key) ?? { condition, because: [] };
      found.set(condition.key, { ...before, because: [...before.because, cause] });
    }
  const names = new Set<string>();
  return [...found.values()].flatMap(({ condition, because }): OpenCondition[] => {
    if (condition.key === existsAlready)
      return [{ name: existsAlready, domain: booleans, condition, because }];
    const { among, key } = condition;
    if (among) return [{ name: key, domain: among, condition, because }];
    const text = textAt(condition.span)
      ?.replace(/^"\[(.*)\]"$/s, "$1")
      .replace(interpolated, (_, test: string) => test.replaceAll('\\"', '"'))
      .replace(/\s+/g, " ");
    if (text === undefined || text.startsWith("${")) return [];
    const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
    const written = condition.place === null ? short : `${short} in ${condition.place}`;
    // In the iterations of a loop, one text is several conditions.
    const name = names.has(written) ? `${written} (${names.size + 1})` : written;
    names.add(name);
    return [{ name, domain: booleans, condition, because }];
  });
}
