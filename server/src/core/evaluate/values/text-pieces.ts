import { isText } from "./plain.ts";
import { asSingle, type Unknown, unknown, type Value } from "./value.ts";

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
