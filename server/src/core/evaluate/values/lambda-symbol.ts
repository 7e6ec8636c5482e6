import { memoize } from "../../logic/memoize.ts";
import type { LambdaExpression } from "../../template/expression.ts";
import { expressionsWithin } from "../expressions/uses.ts";
import type { Lambda } from "./plain.ts";
import { unrepeatable } from "./unrepeatable.ts";

/** The symbol of a lambda: in one instance of a template, what says the same gives the same. Null if it depends on more than names there. */
export function lambdaSymbol({ expression, scope }: Lambda): string | null {
  const said = textOf(expression);
  return said === "" ? null : `lambda ${scope.frame.identity} ${said}`;
}

/** What a lambda says, wherever it is written; empty if it cannot be said, or if it uses locals around it. */
const textOf = memoize((lambda: LambdaExpression): string => {
  const within = expressionsWithin(lambda);
  const own = new Set(within.flatMap((each) => (each.kind === "lambda" ? each.parameters : [])));
  const isSaid = within.every((each) => {
    if (each.kind === "name") return each.space !== "local" || own.has(each.name);
    if (each.kind === "call") return !unrepeatable.has(each.name.toLowerCase());
    return each.kind !== "dictionary" && each.kind !== "for" && each.kind !== "unreadable";
  });
  if (!isSaid) return "";
  const text = JSON.stringify(lambda, (key, value: unknown) => (/span$/i.test(key) ? undefined : value));
  // Symbols are short, and expressions of one kind list their parts in one order.
  return text.replace(/"\w+":/g, "");
});
