import { memoize } from "../../logic/memoize.ts";
import type { Expression } from "../../template/expression.ts";
import { foldName, foldWord } from "../../text/fold.ts";
import { expressionsWithin } from "../expressions/uses.ts";
import type { Scope } from "../scope.ts";
import { isText, partsOf, type Plain } from "./plain.ts";
import { unrepeatable } from "./unrepeatable.ts";
import { asSingle, type Unknown, unknown, type Value } from "./value.ts";

const longest = 400;
/** Lists nested deeper have no symbol; one that is built from itself may be nested without end. */
const deepest = 20;

/** A text that is the same for values that are certainly equal; null if none can be given. */
export function symbolOf(value: Value): string | null {
  return symbolAt(value, 0);
}

/** The symbol of a call whose arguments have symbols. */
export function callSymbol(name: string, values: readonly Value[]): string | null {
  return callSymbolAt(name, values, 0);
}

function symbolAt(value: Value, depth: number): string | null {
  if (value.kind !== "known") return value.symbol;
  return depth < deepest ? plainSymbol(value.value, depth) : null;
}

function callSymbolAt(name: string, values: readonly Value[], depth: number): string | null {
  const symbols: string[] = [];
  let length = name.length;
  for (const value of values) {
    const symbol = symbolAt(value, depth);
    length += symbol?.length ?? longest;
    if (symbol === null || length > longest) return null;
    symbols.push(symbol);
  }
  return `${name}(${symbols.join(",")})`;
}

function plainSymbol(plain: Plain, depth: number): string | null {
  if (typeof plain === "string" && plain.length > longest) return null;
  if (plain === null || typeof plain !== "object") return JSON.stringify(plain);
  switch (plain.kind) {
    case "text": {
      if (plain.parts.length > longest) return null;
      const parts = plain.parts.map((part) =>
        typeof part === "string" ? JSON.stringify(part) : part.symbol,
      );
      return parts.includes(null) ? null : parts.join("+");
    }
    case "list":
      return plain.open.length > 0 || plain.unordered ? null : callSymbolAt("[]", plain.items, depth + 1);
    case "resource":
      return `resource ${plain.instance.frame.identity}/${plain.instance.symbol}`;
    case "lambda":
      return saidSymbol(plain.expression, plain.scope);
    case "dict":
    case "module":
      return null;
  }
}

/** A text that is the same for just those strings and texts that are certainly equal without case; null of other values. */
export function foldedText(value: Value): string | null {
  if (value.kind !== "known")
    return value.symbol === null ? null : JSON.stringify([{ symbol: value.symbol }]);
  const plain = value.value;
  if (typeof plain !== "string" && !isText(plain)) return null;
  const parts: (string | { readonly symbol: string })[] = [];
  for (const part of partsOf(plain)) {
    if (typeof part === "string") parts.push(foldName(part));
    else if (part.symbol === null) return null;
    else parts.push({ symbol: part.symbol });
  }
  return JSON.stringify(parts);
}

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

/** A value as pieces of a string, the way interpolation and `concat` print it. */
export function textPieces(given: Value): readonly (string | Unknown)[] {
  const value = asSingle(given);
  if (value.kind === "unknown") return [value];
  const plain = value.value;
  if (plain === null) return [];
  if (typeof plain !== "object")
    return [typeof plain === "boolean" ? (plain ? "True" : "False") : String(plain)];
  if (isText(plain)) return plain.parts;
  return [unknown({ kind: "unsupported", construct: { kind: "collection-in-text" } }, value.origin)];
}
