/**
 * Functions of strings:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string
 */
import { limits } from "../../../text/limits.ts";
import { listOf, partsOf } from "../../values/plain.ts";
import { splitText } from "../../instances/resource-id.ts";
import { callSymbol, textPieces } from "../../values/symbol.ts";
import { shapeOfAll } from "../../values/shape.ts";
import { known, unknown, type Value, withOrigin } from "../../values/value.ts";
import { upperBeyondAscii } from "../../../text/fold.ts";
import type { Shape } from "../../types.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import {
  answer,
  beyond,
  exact,
  notSeen,
  overBudget,
  perOption,
  plainOf,
  type Single,
  unsupported,
} from "./arguments.ts";
import { isArray, isFraction, isObject, type Json, jsonText } from "./json.ts";
import { cut, format, headOf, isTextual, joined, perPart, type Piece, tailOf, textIn } from "./texts.ts";

export const toLower = perPart(lower, lowered);

export const strings: Readonly<Record<string, TemplateFunction>> = {
  endsWith: perOption((values, call) => meets(values, call, "end")),
  format,
  join: perOption(join),
  like: exact(like),
  padLeft: perOption(padLeft),
  replace: perOption(replace),
  split: perOption(split),
  startsWith: perOption((values, call) => meets(values, call, "start")),
  string: perOption(string),
  substring: perOption(substring),
  toLower,
  toUpper: perPart(upper),
  trim: perOption(trim),
};

/** What is in lower case already keeps its name: it is the same value. */
function lowered(symbol: string, name: string): string {
  return /^(tolower|uniquestring|guid|newguid)\(/i.test(symbol) ? symbol : `${name}(${symbol})`;
}

/** `startsWith` and `endsWith` compare without case. */
function meets(values: readonly Single[], call: Call, where: "start" | "end"): Value {
  const [text, sought] = values.map(plainOf);
  if (!isTextual(text) || typeof sought !== "string" || values.length !== 2) return notSeen(call, values);
  const end = where === "start" ? headOf(text) : tailOf(text);
  // The culture's comparison ignores some characters beyond ASCII, and takes others as equal.
  if (/[^\t\n\r\x20-\x7e]/.test(end + sought))
    return values.some((each) => each.kind === "unknown") ? notSeen(call, values) : unsupported(call);
  const edge = end.toLowerCase();
  const part = sought.toLowerCase();
  const matches = where === "start" ? edge.startsWith(part) : edge.endsWith(part);
  if (matches) return answer("yes", values, call);
  const possible = where === "start" ? part.startsWith(edge) : part.endsWith(edge);
  return answer(typeof text !== "string" && possible ? "maybe" : "no", values, call);
}

/** One `*` stands for any text; what more of them, or `?`, stand for is not documented. */
function like([text, pattern]: readonly (Json | undefined)[]): boolean | undefined | typeof beyond {
  if (typeof text !== "string" || typeof pattern !== "string") return undefined;
  const [start = "", end, ...more] = pattern.toLowerCase().split("*");
  const folded = text.toLowerCase();
  if (more.length > 0 || pattern.includes("?")) return beyond;
  if (end === undefined) return folded === start;
  return folded.length >= start.length + end.length && folded.startsWith(start) && folded.endsWith(end);
}

function join(values: readonly Single[], call: Call): Value {
  const [list, separator] = values.map(plainOf);
  const isList = typeof list === "object" && list?.kind === "list";
  if (!isList || list.open.length > 0 || typeof separator !== "string") return notSeen(call, values);
  const pieces: Piece[] = [];
  for (const [index, item] of list.items.entries()) {
    if (item.kind === "known" && item.value === null) return wrongArguments(call);
    if (index > 0) pieces.push(separator);
    for (const piece of textPieces(item)) pieces.push(piece);
  }
  return joined(pieces, call);
}

/** A text that has the width already stays what it is, whatever that may be. The width is from 1 to 16. */
function padLeft(values: readonly Single[], call: Call): Value {
  const [value, width] = values;
  const [text, least] = [textIn(value), plainOf(width)];
  if (typeof least === "number" && (least < 1 || least > 16)) return wrongArguments(call);
  const isWide = text !== undefined && typeof least === "number" && shapeOfAll(partsOf(text)).least >= least;
  return isWide && value ? withOrigin(value, call.origin) : padWhole({ ...call, arguments: values });
}

const padWhole = exact(([text, width, padding = " "]) => {
  if (typeof text !== "string" && typeof text !== "number") return undefined;
  if (typeof width !== "number" || typeof padding !== "string" || padding.length !== 1) return undefined;
  return String(text).padStart(width, padding);
});

/** Replacing a single character is done part by part; longer ones might lie across an unknown part. */
function replace(values: readonly Single[], call: Call): Value {
  const [, old, by] = values.map(plainOf);
  const text = textIn(values[0]);
  if (typeof old !== "string" || typeof by !== "string" || values.length !== 3) return notSeen(call, values);
  if (old === "") return wrongArguments(call);
  if (text === undefined || (old.length > 1 && typeof text !== "string")) return notSeen(call, values);
  const [, ...rest] = values;
  const pieces: Piece[] = [];
  for (const part of partsOf(text)) {
    if (typeof part !== "string") {
      const piece = unknown(part.because, call.origin, callSymbol(call.name, [part, ...rest]));
      pieces.push(part.shape ? { ...piece, shape: replacedIn(part.shape, old, by) } : piece);
      continue;
    }
    const found = part.split(old);
    if (part.length + (found.length - 1) * by.length > limits.textLength)
      return overBudget(call, "text-length");
    pieces.push(found.join(by));
  }
  return joined(pieces, call);
}

/** Any number of the characters may be the one that is replaced. */
function replacedIn({ least, most, characters }: Shape, old: string, by: string): Shape {
  const others = characters?.replace(old.toLowerCase(), "") ?? null;
  if (others !== null && others.length === characters?.length) return { least, most, characters };
  return { least: 0, most: most * Math.max(1, by.length), characters: others && others + by.toLowerCase() };
}

function split(values: readonly Single[], call: Call): Value {
  const [text, separator] = values.map(plainOf);
  const separators = separatorsOf(separator);
  if (!isTextual(text) || !separators) return notSeen(call, values);
  if (typeof text === "string") return pieceList(splitAt(text, separators), call);
  const isId = /^\/(subscriptions|providers)\//i.test(headOf(text));
  if (!isId || separator !== "/") return notSeen(call, values);
  // The unknown parts of an id are names, and names of resources hold no slash.
  return known(listOf(splitText(text, call.origin)), call.origin);
}

function separatorsOf(separator: ReturnType<typeof plainOf>): readonly string[] | null {
  if (typeof separator === "string") return [separator];
  if (typeof separator !== "object" || separator?.kind !== "list" || separator.open.length > 0) return null;
  const texts = separator.items.map((item) => (item.kind === "known" ? item.value : null));
  return texts.every((each) => typeof each === "string") ? texts : null;
}

function splitAt(text: string, separators: readonly string[]): readonly string[] {
  let pieces: readonly string[] = [text];
  for (const separator of separators) {
    if (separator !== "") pieces = pieces.flatMap((piece) => piece.split(separator));
  }
  return pieces;
}

function pieceList(pieces: readonly string[], call: Call): Value {
  const fits = pieces.length <= limits.items && call.spend(pieces.length);
  const items = pieces.slice(0, fits ? limits.items : 0).map((piece) => known(piece, call.origin));
  return known(listOf(items, fits ? [] : [{ kind: "budget", limit: "items" }]), call.origin);
}

function string(values: readonly Single[], call: Call): Value {
  const [value] = values;
  if (value?.kind === "known" && isTextual(value.value)) return joined(partsOf(value.value), call);
  return wholeToText({ ...call, arguments: values });
}

const wholeToText = exact(([json]) => {
  if (json === undefined) return undefined;
  if (isArray(json) || isObject(json)) return jsonText(json);
  if (typeof json === "boolean") return json ? "True" : "False";
  return json === null || isFraction(json) ? undefined : String(json);
});

function substring(values: readonly Single[], call: Call): Value {
  const [, start, length] = values.map(plainOf);
  const text = textIn(values[0]);
  const lengthGiven = values.length > 2;
  if (text === undefined || typeof start !== "number") return notSeen(call, values);
  if (lengthGiven && typeof length !== "number") return notSeen(call, values);
  const end = typeof length === "number" ? start + length : null;
  if (typeof text === "string" && (start < 0 || Math.max(start, end ?? 0) > text.length))
    return wrongArguments(call);
  return cut(text, { start, end }, values, call);
}

/** White space as .NET defines it, which includes U+0085 but not U+FEFF (https://learn.microsoft.com/dotnet/api/system.char.iswhitespace). */
const spaceAtStart = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const spaceAtEnd =
  /(?<![\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

function trim(values: readonly Single[], call: Call): Value {
  const [value] = values;
  const text = plainOf(value);
  if (!isTextual(text)) return notSeen(call, values);
  if (typeof text === "string")
    return known(text.replace(spaceAtStart, "").replace(spaceAtEnd, ""), call.origin);
  const parts = [...text.parts];
  const [head, tail] = [headOf(text), tailOf(text)];
  // Only visible characters at both ends show that no unknown part is trimmed.
  if (head.replace(spaceAtStart, "") === "" || tail.replace(spaceAtStart, "") === "")
    return notSeen(call, values);
  parts[0] = head.replace(spaceAtStart, "");
  parts[parts.length - 1] = tail.replace(spaceAtEnd, "");
  return joined(parts, call);
}

/**
 * Each character becomes one other, as in .NET's invariant culture: `ß` stays, and what would become ASCII in upper case does, too
 * (https://learn.microsoft.com/dotnet/api/system.string.toupperinvariant).
 */
function upper(text: string): string {
  return upperBeyondAscii(text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()));
}

function lower(text: string): string {
  return text.replace(/[A-Z\u0080-\u{10ffff}]/gu, (letter) => {
    const other = letter.toLowerCase();
    return other.length === letter.length ? other : letter;
  });
}
