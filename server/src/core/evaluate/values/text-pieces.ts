import { isText } from "./plain.ts";
import { type Unknown, unknown, type Value } from "./value.ts";

/** A value as pieces of a string, the way interpolation and `concat` print it. */
export function textPieces(value: Value): readonly (string | Unknown)[] {
  if (value.kind === "unknown") return [value];
  if (value.kind === "oneOf") return [unknown(value.because, value.origin, value.symbol)];
  const plain = value.value;
  if (plain === null) return [];
  if (typeof plain !== "object")
    return [typeof plain === "boolean" ? (plain ? "True" : "False") : String(plain)];
  if (isText(plain)) return plain.parts;
  return [unknown({ kind: "unsupported", construct: { kind: "collection-in-text" } }, value.origin)];
}
