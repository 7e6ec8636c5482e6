/**
 * `format`, with the placeholders and format strings of .NET:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#format
 */
import { textPieces } from "../../values/text-pieces.ts";
import { type TemplateFunction, wrongArguments } from "../function.ts";
import { notSeen, perOption, plainOf, type Single, unsupported } from "./arguments.ts";
import { joined, type Piece } from "./texts.ts";

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
