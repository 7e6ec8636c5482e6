import { limits } from "../../../text/limits.ts";
import { isText, partsOf, type Plain, type Text, textOf } from "../../values/plain.ts";
import { callSymbol } from "../../values/symbol.ts";
import { known, type Origin, type Unknown, unknown, type Value, withOrigin } from "../../values/value.ts";
import type { Call, TemplateFunction } from "../function.ts";
import { notSeen, overBudget, perOption } from "./arguments.ts";

export type Piece = string | Unknown;

export function isTextual(plain: Plain | undefined): plain is string | Text {
  return plain !== undefined && (typeof plain === "string" || isText(plain));
}

/** Pieces as one value; a single unknown piece is that unknown, so that it stays equal to itself. */
export function joined(pieces: readonly Piece[], call: Call): Value {
  const length = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 1), 0);
  if (length > limits.textLength || !call.spend(pieces.length + (length >> 6))) return overBudget(call);
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
      typeof part === "string" ? change(part) : renamed(part, call, rename),
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

/**
 * A stretch of a text. Of a text known in part the known beginning is kept, and what follows is an unknown named after
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
  const head = headOf(text);
  if (end !== null && end <= head.length) return known(head.slice(start, end), call.origin);
  if (start > head.length) return notSeen(call, values);
  if (end === null) return joined([head.slice(start), ...afterHead(text)], call);
  const symbol = callSymbol(call.name, values);
  const rest = unknown(causesOfParts(text), call.origin, symbol === null ? null : `${symbol}~`);
  return joined([head.slice(start), rest], call);
}

function afterHead(text: Text): readonly Piece[] {
  return typeof text.parts[0] === "string" ? text.parts.slice(1) : text.parts;
}

function causesOfParts(text: Text): Unknown["because"] {
  return text.parts.flatMap((part) => (typeof part === "string" ? [] : part.because));
}

function renamed(value: Unknown, call: Call, rename: (symbol: string, name: string) => string): Unknown {
  const origin: Origin = call.origin;
  return unknown(value.because, origin, value.symbol === null ? null : rename(value.symbol, call.name));
}
