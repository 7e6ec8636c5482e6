import type { Span } from "../text/span.ts";
import type { OpenParameter } from "./open-parameters.ts";
import type { Cause, Condition } from "./types.ts";

/** A condition that is not known: a parameter with two values, named as it is written. */
export interface OpenCondition extends OpenParameter {
  readonly condition: Condition;
  readonly because: readonly Cause[];
}

/** Characters of a name. */
const longest = 100;
const booleans = [true, false];

/** The conditions among causes, in order, without repetition; those that the documents at hand do not show are left out. */
export function openConditions(
  causes: Iterable<Cause>,
  textAt: (span: Span) => string | null,
): readonly OpenCondition[] {
  const found = new Map<string, { readonly condition: Condition; readonly because: Cause[] }>();
  for (const { conditions = [], ...cause } of causes) {
    for (const condition of conditions) {
      const before = found.get(condition.key);
      if (before) before.because.push(cause);
      else found.set(condition.key, { condition, because: [cause] });
    }
  }
  const names = new Map<string, number>();
  return [...found.values()].flatMap(({ condition, because }): OpenCondition[] => {
    const text = textAt(condition.span)
      ?.replace(/^"\[(.*)\]"$/s, "$1")
      .replace(/\s+/g, " ");
    if (text === undefined) return [];
    const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
    const written = condition.place === null ? short : `${short} in ${condition.place}`;
    const count = (names.get(written) ?? 0) + 1;
    names.set(written, count);
    // In the iterations of a loop, one text is several conditions.
    const name = count === 1 ? written : `${written} (${count})`;
    return [{ name, domain: booleans, condition, because }];
  });
}
