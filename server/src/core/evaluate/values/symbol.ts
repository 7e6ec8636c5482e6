import { isText, partsOf, type Plain } from "./plain.ts";
import { saidSymbol } from "./said-symbol.ts";
import type { Value } from "./value.ts";
import { foldName } from "../../text/fold.ts";

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
