import { limits } from "../../../text/limits.ts";
import { isText, partsOf, type Plain, type Text, textOf } from "../../values/plain.ts";
import { shapeOf, shapeOfAll } from "../../values/shape.ts";
import { callSymbol, textPieces } from "../../values/symbol.ts";
import { known, type Unknown, unknown, type Value, withOrigin } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { notSeen, overBudget, perOption, plainOf, type Single, unsupported } from "./arguments.ts";

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

export const format: TemplateFunction = perOption((values, call) => {
  const [template, ...rest] = values;
  const text = plainOf(template);
  if (!template || typeof text !== "string") return notSeen(call, values);
  const pieces: Piece[] = [];
  const tokens = tokensOf(text);
  if (!tokens) return wrongArguments(call);
  for (const token of tokens) {
    const piece = typeof token === "string" ? [token] : filled(token, rest);
    if (piece === "missing") return wrongArguments(call);
    if (piece === "unsupported")
      return rest.some((each) => each.kind === "unknown") ? notSeen(call, values) : unsupported(call);
    for (const each of piece) pieces.push(each);
  }
  return joined(pieces, call);
});

interface Placeholder {
  readonly index: number;
  /** Least width; negative: to the left. */
  readonly width: number;
  readonly format: string;
}

/** Null if there is a brace that belongs to no placeholder. */
function tokensOf(text: string): readonly (string | Placeholder)[] | null {
  const tokens: (string | Placeholder)[] = [];
  const isBetween = (piece: string): boolean => !/[{}]/.test(piece);
  let from = 0;
  for (const match of text.matchAll(/\{\{|\}\}|\{(\d+)\s*(?:,\s*(-?\d+)\s*)?(?::([^{}]*))?\}/g)) {
    const before = text.slice(from, match.index);
    if (!isBetween(before)) return null;
    tokens.push(before);
    const [whole, index, width = "0", specifier = ""] = match;
    if (index === undefined) tokens.push(whole.slice(0, 1));
    else tokens.push({ index: Number(index), width: Number(width), format: specifier });
    from = match.index + whole.length;
  }
  return isBetween(text.slice(from)) ? [...tokens, text.slice(from)] : null;
}

function filled(at: Placeholder, values: readonly Single[]): readonly Piece[] | "missing" | "unsupported" {
  const value = values[at.index];
  if (!value) return "missing";
  if (at.width === 0 && at.format === "") return textPieces(value);
  const plain = plainOf(value);
  const text = at.format === "" ? scalarText(textPieces(value)) : formatted(plain, at.format);
  if (text === null || Math.abs(at.width) > 1000) return "unsupported";
  return [at.width < 0 ? text.padEnd(-at.width) : text.padStart(at.width)];
}

function scalarText(pieces: readonly Piece[]): string | null {
  return pieces.every((piece) => typeof piece === "string") ? pieces.join("") : null;
}

/** Strings know no format strings and stay; of numbers the usual ones are understood. */
function formatted(plain: ReturnType<typeof plainOf>, specifier: string): string | null {
  if (typeof plain === "string") return plain;
  const match = /^([dDxXnNfF])(\d{0,2})$/.exec(specifier);
  if (typeof plain !== "number" || !Number.isInteger(plain) || !match)
    return /^0+$/.test(specifier) ? zeros(plain, specifier.length) : null;
  const [, letter = "", digits = ""] = match;
  switch (letter.toUpperCase()) {
    case "D":
      return zeros(plain, Number(digits));
    case "X":
      return hexadecimal(plain, letter, Number(digits));
    case "F":
      return plain.toFixed(digits === "" ? 2 : Number(digits));
    default:
      return grouped(plain.toFixed(digits === "" ? 2 : Number(digits)));
  }
}

function zeros(plain: ReturnType<typeof plainOf>, width: number): string | null {
  if (typeof plain !== "number" || !Number.isInteger(plain)) return null;
  return `${plain < 0 ? "-" : ""}${String(Math.abs(plain)).padStart(width, "0")}`;
}

function hexadecimal(plain: number, letter: string, width: number): string | null {
  if (plain < 0 || !Number.isInteger(plain)) return null;
  const text = plain.toString(16).padStart(width, "0");
  return letter === "X" ? text.toUpperCase() : text;
}

function grouped(text: string): string {
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const first = whole.length % 3;
  const groups = [whole.slice(0, first), ...(whole.slice(first).match(/\d{3}/g) ?? [])];
  const digits = groups.filter((group) => group !== "").join(",");
  return `${text.startsWith("-") ? "-" : ""}${digits}${fraction === undefined ? "" : `.${fraction}`}`;
}
