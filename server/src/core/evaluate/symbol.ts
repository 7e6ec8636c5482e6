import type { Plain } from "./plain.ts";
import type { Value } from "./value.ts";

const longest = 400;

/** A text that is the same for values that are certainly equal; null where none can be given. */
export function symbolOf(value: Value): string | null {
  if (value.kind === "unknown") return value.symbol;
  return value.kind === "known" ? plainSymbol(value.value) : null;
}

/** The symbol of a call whose arguments have symbols. */
export function callSymbol(name: string, values: readonly Value[]): string | null {
  const symbols: string[] = [];
  let length = name.length;
  for (const value of values) {
    const symbol = symbolOf(value);
    length += symbol?.length ?? longest;
    if (symbol === null || length > longest) return null;
    symbols.push(symbol);
  }
  return `${name}(${symbols.join(",")})`;
}

function plainSymbol(plain: Plain): string | null {
  if (plain === null || typeof plain !== "object") return JSON.stringify(plain);
  switch (plain.kind) {
    case "text": {
      const parts = plain.parts.map((part) =>
        typeof part === "string" ? JSON.stringify(part) : part.symbol,
      );
      return parts.includes(null) ? null : parts.join("+");
    }
    case "list":
      return plain.open.length > 0 ? null : callSymbol("[]", plain.items);
    case "resource":
      return `resource ${plain.instance.frame.path ?? ""}/${plain.instance.symbol}`;
    case "dict":
    case "lambda":
    case "module":
      return null;
  }
}
