import { limits } from "../../../text/limits.ts";
import { causesInside } from "../../values/scalars.ts";
import { dictOf, isDict, isList, listOf, type Plain } from "../../values/plain.ts";
import { type Cause, known, unknown, type Value } from "../../values/value.ts";
import type { Call } from "../function.ts";

/** A value without unknown parts and without a place where it was written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export type JsonObject = ReadonlyMap<string, Json>;

export type JsonReading =
  | { readonly complete: true; readonly json: Json }
  | { readonly complete: false; readonly because: readonly Cause[] };

export function isArray(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

export function isObject(json: Json | undefined): json is JsonObject {
  return json instanceof Map;
}

/** The value as JSON, or why it is not wholly known. Counts every node, for shared ones may be many. */
export function readJson(value: Value, spend: Call["spend"]): JsonReading {
  const json = jsonOf(value, spend, 0);
  if (json === "limit") return { complete: false, because: [{ kind: "budget", limit: "steps" }] };
  return json === undefined
    ? { complete: false, because: causesInside(value) }
    : { complete: true, json: json.json };
}

/** JSON as a value that comes from this call; unknown beyond the limits. */
export function jsonValue(json: Json, call: Call): Value {
  return valueOf(json, call, 0);
}

/** The text of JSON as Azure writes it, without spaces. */
export function jsonText(json: Json): string {
  if (isArray(json)) return `[${json.map(jsonText).join(",")}]`;
  if (!isObject(json)) return scalarText(json);
  const entries = [...json].map(([key, value]) => `${scalarText(key)}:${jsonText(value)}`);
  return `{${entries.join(",")}}`;
}

function scalarText(json: null | boolean | number | string): string {
  const escaped = (end: string): string => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(json).replace(/[\u0085\u2028\u2029]/g, escaped);
}

/** A number that is not whole: most functions refuse it. */
export function isFraction(plain: Plain | Json): boolean {
  return typeof plain === "number" && !Number.isInteger(plain);
}

const stringsAndNumbers = /"(?:[^"\\]|\\[^])*"\s*:?|-?\d[\d.eE+-]*/g;

/**
 * Whether numbers would lose how they are written: `1.0`, which is not the number 1 to Azure, those with an exponent, very small ones, and
 * those of more digits than ours have.
 */
export function hasOtherNumbers(text: string): boolean {
  return (text.match(stringsAndNumbers) ?? []).some((found) => {
    if (found.startsWith('"')) return false;
    const number = Number(found);
    if (/^-?\d+$/.test(found)) return !Number.isSafeInteger(number);
    return /e/i.test(found) || Number.isInteger(number) || Math.abs(number) < 1e-4 || Math.abs(number) > 1e15;
  });
}

/** Parses JSON; undefined if the text is not JSON or is nested too deeply. */
export function parseJson(text: string): Json | undefined {
  try {
    // Objects order keys that are numbers before all others, which keys with a letter before them are not.
    const marked = text.replace(stringsAndNumbers, (found) =>
      found.endsWith(":") ? `"_${found.slice(1)}` : found,
    );
    return fromParsed(JSON.parse(marked), 0);
  } catch {
    // Anything but strict JSON is left to the caller, which knows whether Azure would accept it.
    return undefined;
  }
}

/**
 * Parses JSON that may have comments and commas at ends, as the reader of the Bicep compiler does (`JsonTextReader` of
 * https://github.com/JamesNK/Newtonsoft.Json); undefined if the text is not that. A comment in a list, which that reader counts as an item,
 * is left to the caller.
 */
export function parseCommentedJson(text: string): Json | undefined {
  return parseJson(text) ?? parseJson(withoutComments(text) ?? "");
}

const commentsAndBrackets = /"(?:[^"\\]|\\[^]?)*(?:"|$)|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|[[\]{}]/g;
const commasAtEnds = /"(?:[^"\\]|\\[^]?)*(?:"|$)|,(?=\s*[\]}])/g;

/** Undefined if there is a comment in a list. */
function withoutComments(text: string): string | undefined {
  const around: string[] = [];
  let [plain, at] = ["", 0];
  for (const { 0: found, index } of text.matchAll(commentsAndBrackets)) {
    if (found === "[" || found === "{") around.push(found);
    if (found === "]" || found === "}") around.pop();
    if (!found.startsWith("/")) continue;
    if (around.at(-1) === "[") return undefined;
    plain += `${text.slice(at, index)} `;
    at = index + found.length;
  }
  return (plain + text.slice(at)).replace(commasAtEnds, (found) => (found === "," ? "" : found));
}

type Reading = { readonly json: Json } | undefined | "limit";

function jsonOf(value: Value, spend: Call["spend"], depth: number): Reading {
  if (value.kind !== "known") return undefined;
  const plain = value.value;
  if (typeof plain === "string") return spend(1 + (plain.length >> 6)) ? { json: plain } : "limit";
  if (depth > limits.expressionDepth || !spend(1)) return "limit";
  if (plain === null || typeof plain !== "object") return { json: plain };
  return collectionOf(plain, spend, depth);
}

function collectionOf(plain: Plain, spend: Call["spend"], depth: number): Reading {
  if (isList(plain)) {
    if (plain.open.length > 0 || plain.unordered) return undefined;
    const items: Json[] = [];
    for (const item of plain.items) {
      const json = jsonOf(item, spend, depth + 1);
      if (json === undefined || json === "limit") return json;
      items.push(json.json);
    }
    return { json: items };
  }
  if (!isDict(plain) || plain.open.length > 0) return undefined;
  const entries = new Map<string, Json>();
  for (const [key, entry] of plain.entries) {
    const json = jsonOf(entry.value, spend, depth + 1);
    if (json === undefined || json === "limit") return json;
    entries.set(key, json.json);
  }
  return { json: entries };
}

function valueOf(json: Json, call: Call, depth: number): Value {
  const { origin } = call;
  const size = typeof json === "string" ? json.length >> 6 : 0;
  const tooLong = typeof json === "string" && json.length > limits.textLength;
  if (tooLong || depth > limits.expressionDepth || !call.spend(1 + size)) {
    const limit = tooLong ? "text-length" : depth > limits.expressionDepth ? "expression-depth" : "steps";
    return unknown({ kind: "budget", limit }, origin);
  }
  if (isArray(json)) {
    const items = json.slice(0, limits.items).map((item) => valueOf(item, call, depth + 1));
    return known(
      listOf(items, json.length > limits.items ? [{ kind: "budget", limit: "items" }] : []),
      origin,
    );
  }
  if (!isObject(json)) return known(json, origin);
  return known(dictOf([...json].map(([key, value]) => [key, valueOf(value, call, depth + 1)])), origin);
}

function fromParsed(parsed: unknown, depth: number): Json | undefined {
  if (depth > limits.expressionDepth) return undefined;
  if (parsed === null || typeof parsed !== "object") return asScalar(parsed);
  const entries = Object.entries(parsed).map(([key, value]) => [key, fromParsed(value, depth + 1)] as const);
  const isList = Array.isArray(parsed);
  const result = new Map<string, Json>();
  for (const [key, value] of entries) {
    if (value === undefined) return undefined;
    result.set(isList ? key : key.slice(1), value);
  }
  return isList ? [...result.values()] : result;
}

function asScalar(parsed: unknown): Json | undefined {
  switch (typeof parsed) {
    case "string":
    case "number":
    case "boolean":
      return parsed;
    default:
      return parsed === null ? null : undefined;
  }
}
