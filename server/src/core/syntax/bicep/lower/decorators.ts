import type { Decorator } from "../nodes.ts";
import type * as Bicep from "../nodes.ts";

/** The arguments of the decorator of that name, `@name(…)` or `@sys.name(…)`; null if there is none. */
export function decoratorNamed(
  decorators: readonly Decorator[],
  name: string,
): readonly Bicep.Expression[] | null {
  for (const { expression } of decorators) {
    const isCall = expression.kind === "call" || expression.kind === "methodCall";
    if (isCall && expression.name.kind === "name" && expression.name.text === name) return expression.args;
  }
  return null;
}
