import { memoize } from "../../logic/memoize.ts";
import type { Expression } from "../../template/expression.ts";
import { expressionsWithin } from "../expressions/uses.ts";
import type { Scope } from "../scope.ts";
import { unrepeatable } from "./unrepeatable.ts";
import { foldWord } from "../../text/fold.ts";

/** The symbol of an expression: in one instance of a template, what says the same gives the same. Null if it depends on more than names there. */
export function saidSymbol(expression: Expression, scope: Scope): string | null {
  const said = textOf(expression);
  return said === "" ? null : `said ${scope.frame.identity} ${said}`;
}

/** What an expression says, wherever it is written; empty if it cannot be said, or if it uses locals around it. */
const textOf = memoize((expression: Expression): string => {
  const within = expressionsWithin(expression);
  const own = new Set(within.flatMap((each) => (each.kind === "lambda" ? each.parameters : [])));
  const isSaid = within.every((each) => {
    if (each.kind === "name") return each.space !== "local" || own.has(each.name);
    if (each.kind === "call") return !unrepeatable.has(foldWord(each.name));
    return each.kind !== "dictionary" && each.kind !== "for" && each.kind !== "unreadable";
  });
  if (!isSaid) return "";
  const text = JSON.stringify(expression, (key, value: unknown) => (/span$/i.test(key) ? undefined : value));
  // Symbols are short, and expressions of one kind list their parts in one order.
  return text.replace(/"\w+":/g, "");
});
