import { limits } from "../../../text/limits.ts";
import { isText, partsOf, type Plain, type Text, textOf } from "../../values/plain.ts";
import { callSymbol } from "../../values/symbol.ts";
import { known, type Unknown, unknown, type Value, withOrigin } from "../../values/value.ts";
import type { Call, TemplateFunction } from "../function.ts";
import { shapeOf, shapeOfAll } from "../../values/shape.ts";
import { notSeen, overBudget, perOption, type Single } from "./arguments.ts";

export type Piece = string | Unknown;

export function isTextual(plain: Plain | undefined): plain is string | Text {
  return plain !== undefined && (typeof plain === "string" || isText(plain));
}

/** Pieces as one value; a single unknown piece is that unknown, so that it stays equal to itself. */
export function joined(pieces: readonly Piece[], call: Call): Value {
  const length = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 1), 0);
  if (length > limits.textLength) return overBudget(call, "text-length");
  if (!call.spend(pieces.length + (length >> 6))) return overBudget(call);
  const text = textOf(pieces);
  const only = isText(text) && text.parts.length === 1 ? text.parts[0] : undefined;
  return only !== undefined && typeof only !== "string"
    ? withOrigin(only, call.origin)
    : known(text, call.origin);
}

/** A function of a text that may be done part by part: unknown parts stay, under the name of the call. */
export function perPart(
  change: (text: string) => string,
  rename: (symbol: string, name: string) => string = (symbol, name) => `${name}(${symbol})`,
): TemplateFunction {
  return perOption((values, call) => {
    const [value] = values;
    if (!value || values.length !== 1) return notSeen(call, values);
    if (value.kind === "unknown") return renamed(value, call, rename);
    if (!isTextual(value.value)) return notSeen(call, values);
    const pieces = partsOf(value.value).map((part) =>
      typeof part === "string" ? change(part) : renamed(part, call, rename, change),
    );
    return joined(pieces, call);
  });
}

/** The known beginning of a text. */
export function headOf(text: string | Text): string {
  const [first] = partsOf(text);
  return typeof first === "string" ? first : "";
}

/** The known end of a text. */
export function tailOf(text: string | Text): string {
  const last = partsOf(text).at(-1);
  return typeof last === "string" ? last : "";
}

/** The text of a value, of which nothing but its shape may be known; undefined of a value that may be something else. */
export function textIn(value: Single | undefined): string | Text | undefined {
  if (value?.kind === "unknown") return value.shape && { kind: "text", parts: [value] };
  return isTextual(value?.value) ? value.value : undefined;
}

/**
 * A stretch of a text. Of a text known in part, what has a known length is cut where it is; what follows is an unknown named after
 * the call.
 */
export function cut(
  text: string | Text,
  stretch: { readonly start: number; readonly end: number | null },
  values: readonly Value[],
  call: Call,
): Value {
  const { start, end } = stretch;
  if (typeof text === "string") return known(text.slice(start, end ?? text.length), call.origin);
  const symbol = callSymbol(call.name, values);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [index, part] of text.parts.entries()) {
    const { least, most } = shapeOf(part);
    const from = Math.max(0, start - at);
    const to = end === null ? Infinity : end - at;
    if (to <= 0) break;
    const rest = least === most ? [part] : text.parts.slice(index);
    if (from === 0 && to >= shapeOfAll(rest).most) for (const piece of rest) pieces.push(piece);
    else if (typeof part === "string") pieces.push(part.slice(from, to));
    else pieces.push(stretchOf(rest, { from, to }, call, symbol === null ? null : `${symbol}~${index}`));
    if (least !== most) break;
    at += most;
  }
  return joined(pieces, call);
}

/** Some characters of parts that are not known. */
function stretchOf(
  parts: readonly Piece[],
  { from, to }: { readonly from: number; readonly to: number },
  call: Call,
  symbol: string | null,
): Piece {
  const { least, most, characters } = shapeOfAll(parts);
  const within = (length: number): number => Math.max(0, Math.min(to, length) - from);
  if (within(most) === 0) return "";
  const because = parts.flatMap((part) => (typeof part === "string" ? [] : part.because));
  const shape = { least: within(least), most: within(most), characters };
  return { ...unknown(because, call.origin, symbol), shape };
}

function renamed(
  value: Unknown,
  call: Call,
  rename: (symbol: string, name: string) => string,
  change: (text: string) => string = (text) => text,
): Unknown {
  const { origin } = call;
  const made = unknown(value.because, origin, value.symbol === null ? null : rename(value.symbol, call.name));
  const { among = [] } = value;
  const changed = among.flatMap(({ value: each }) =>
    typeof each === "string" ? [known(change(each), origin)] : [],
  );
  const isKnown = among.length > 0 && changed.length === among.length;
  return {
    ...made,
    ...(value.shape ? { shape: value.shape } : {}),
    ...(isKnown ? { among: changed } : {}),
  };
}
