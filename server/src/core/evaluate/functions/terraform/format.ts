import { limits } from "../../../text/limits.ts";
import { isList, type List, listOf, type Plain } from "../../values/plain.ts";
import { orderOf } from "../../values/sets.ts";
import { textOfNumber } from "../../values/scalars.ts";
import { textPieces } from "../../values/symbol.ts";
import { asSingle, known, unknown, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { notSeen, overBudget, perOption, plainOf, type Single, unsupported } from "../arm/arguments.ts";
import { quoted } from "./encoding.ts";
import { headOf, isTextual, joined, type Piece } from "../arm/texts.ts";

/** `format("%s-%03d", name, 7)`: https://developer.hashicorp.com/terraform/language/functions/format */
export const formatted: TemplateFunction = perOption((values, call) => format(values, call));

/** One text for each item; a value that is not a list is the same in all of them. */
export const formattedList: TemplateFunction = perOption((values, call) => {
  const lists = values.map((value) => listIn(value)).filter((list) => list !== null);
  const isSeen =
    lists.every((list) => list.open.length === 0) &&
    (lists.length < 2 || lists.every((list) => !list.unordered));
  if (!isSeen || values.some((value) => value.kind === "unknown")) return notSeen(call, values);
  const count = Math.max(0, ...lists.map((list) => list.items.length));
  if (lists.some((list) => list.items.length !== count)) return wrongArguments(call);
  const iterations = Array.from({ length: lists.length === 0 ? 1 : count }, (_, iteration) => iteration);
  const items = iterations.map((iteration) =>
    format(
      values.map((value) => itemAt(value, iteration)),
      call,
    ),
  );
  return known({ ...listOf(items), ...orderOf(lists, items) }, call.origin);
});

function listIn(value: Single): List | null {
  const plain = plainOf(value);
  return plain !== undefined && isList(plain) ? plain : null;
}

function itemAt(value: Single, iteration: number): Single {
  const list = listIn(value);
  const item = list?.items[iteration];
  return item ? asSingle(item) : value;
}

/** A percent sign without a verb is refused. */
const incomplete = /%(?![-+ #0]*(?:[1-9]\d*)?(?:\.\d+)?(?:\[\d+\])?[a-zA-Z%])/;

const verb = /%(%|([-+ #0]*)([1-9]\d*)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

function format(values: readonly Single[], call: Call): Value {
  const [pattern, ...given] = values;
  const text = plainOf(pattern);
  if (typeof text !== "string") return notSeen(call, values);
  if (incomplete.test(text.replaceAll("%%", ""))) return wrongArguments(call);
  const pieces: Piece[] = [];
  let at = 0;
  let next = 0;
  let isNumbered = false;
  for (const match of text.matchAll(verb)) {
    pieces.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1] === "%") {
      pieces.push("%");
      continue;
    }
    const position = match[5] === undefined ? next : Number(match[5]) - 1;
    next = position + 1;
    isNumbered ||= match[5] !== undefined;
    const value = given[position];
    if (!value) return wrongArguments(call);
    if (Math.max(Number(match[3] ?? 0), Number(match[4] ?? 0)) > limits.textLength)
      return overBudget(call, "text-length");
    const printed = print(value, match);
    if (!printed) return unsupported(call);
    pieces.push(...printed);
  }
  if (next < given.length && !isNumbered) return wrongArguments(call);
  return joined([...pieces, text.slice(at)], call);
}

/** Null if a verb is not known or would need what is not known. */
function print(
  value: Single,
  [, , flags = "", width = "", precision, , letter = ""]: RegExpMatchArray,
): readonly Piece[] | null {
  const plain = plainOf(value);
  const isPlainVerb = flags === "" && width === "" && precision === undefined;
  if (plain === null || /[ +#]/.test(flags)) return null;
  if (letter === "s" && precision !== undefined) {
    const text = cut(plain, Number(precision));
    return text === null ? null : padded(text, flags, width);
  }
  if (letter === "v" && typeof plain === "number" && !/^-?\d{1,6}(?:\.\d+)?$/.test(String(plain)))
    return null;
  if (letter === "s" || letter === "v") {
    if (typeof plain === "number" && textOfNumber(plain) !== String(plain)) return null;
    if (isPlainVerb) return typeof plain === "boolean" ? [String(plain)] : textPieces(value);
    return padded(plain, flags, width);
  }
  if (letter === "q" && typeof plain === "string" && isPlainVerb) return [quoted(plain)];
  if (letter === "t" && typeof plain === "boolean" && isPlainVerb) return [String(plain)];
  if (letter === "d" && isInteger(plain))
    return isPlainVerb || Number(plain) >= 0 ? padded(plain, flags, width, precision) : null;
  if (plain === undefined && value.kind === "unknown") return [unknown(value.because, value.origin)];
  return null;
}

function isInteger(plain: Plain | undefined): boolean {
  return Number.isInteger(plain) || (typeof plain === "string" && /^-?\d+$/.test(plain));
}

/** The first letters of a text; null where they are not known, or where a letter may be several characters. */
function cut(plain: Plain | undefined, length: number): string | null {
  const whole = typeof plain === "number" ? String(plain) : plain;
  if (!isTextual(whole)) return null;
  const head = headOf(whole);
  const isEnough = typeof whole === "string" || head.length >= length;
  return isEnough && /^[ -~]*$/.test(head) ? head.slice(0, length) : null;
}

function padded(
  plain: Plain | undefined,
  flags: string,
  width: string,
  digits?: string,
): readonly Piece[] | null {
  if (typeof plain !== "string" && typeof plain !== "number") return null;
  // Go's rules for numbers of a given number of digits are others.
  if (flags.includes("-") && flags.includes("0")) return null;
  if (digits !== undefined && flags.includes("0")) return null;
  const text = String(plain).padStart(Number(digits ?? 0), "0");
  if (flags.includes("-")) return [text.padEnd(Number(width))];
  return [text.padStart(Number(width), flags.includes("0") ? "0" : " ")];
}
