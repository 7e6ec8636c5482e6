import { all, any, type Truth, truth } from "../../logic/truth.ts";
import { mayBe } from "./shape.ts";
import type {
  Cause,
  Dict,
  DictEntry,
  List,
  ModuleHandle,
  Plain,
  ResourceHandle,
  Text,
  Unknown,
  Value,
} from "../types.ts";
import { foldName, isSameName } from "../../text/fold.ts";

export type { Dict, DictEntry, Lambda, List, Plain, Text } from "../types.ts";

/** Values compared before the answer is left open: a value built from itself over and over has a great many parts. */
const mostCompared = 5_000;
/** Parts of two texts compared before the answer is left open. */
const mostParts = 2000;
/** Nesting compared before the answer is left open. */
const deepest = 300;

/** A list of computed items. */
export function listOf(items: readonly Value[], open: readonly Cause[] = []): List {
  return { kind: "list", items, open, site: null };
}

/** A dictionary of computed entries. */
export function dictOf(entries: Iterable<readonly [string, Value]>, open: readonly Cause[] = []): Dict {
  const map = new Map<string, DictEntry>();
  for (const [key, value] of entries) map.set(key, { value, span: null, keySpan: null });
  return { kind: "dict", entries: map, open, site: null };
}

/** Joins parts into a string, or into a text when some part stays unknown. */
export function textOf(parts: readonly (string | Unknown)[]): string | Text {
  const joined: (string | Unknown)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  const [only] = joined;
  if (only === undefined) return "";
  return joined.length === 1 && typeof only === "string" ? only : { kind: "text", parts: joined };
}

export function isList(plain: Plain): plain is List {
  return typeof plain === "object" && plain?.kind === "list";
}

export function isDict(plain: Plain): plain is Dict {
  return typeof plain === "object" && plain?.kind === "dict";
}

export function isText(plain: Plain): plain is Text {
  return typeof plain === "object" && plain?.kind === "text";
}

/** The parts of a string or text. */
export function partsOf(text: string | Text): readonly (string | Unknown)[] {
  return typeof text === "string" ? [text] : text.parts;
}

/**
 * Whether two plain values are equal. Unknown parts with one symbol are equal; a text that does not fit what is known of the other one is not.
 * With `foldCase` strings are compared as Azure compares ids and words, without case.
 */
export function equalPlain(a: Plain, b: Plain, foldCase = false): Truth {
  return comparePlain(a, b, { foldCase, left: mostCompared, depth: 0 });
}

/** Whether two values are certainly, possibly or never equal. */
export function equalValues(a: Value, b: Value, foldCase = false): Truth {
  return compareValues(a, b, { foldCase, left: mostCompared, depth: 0 });
}

/** Whether two plain values are certainly the same, for removing duplicates. */
export function samePlain(a: Plain, b: Plain): boolean {
  return equalPlain(a, b) === "yes";
}

interface Comparison {
  readonly foldCase: boolean;
  left: number;
  depth: number;
}

function comparePlain(a: Plain, b: Plain, how: Comparison): Truth {
  if (a === b) return "yes";
  if (typeof a === "string" && typeof b === "string") return truth(how.foldCase && isSameName(a, b));
  if ((typeof a === "string" || isText(a)) && (typeof b === "string" || isText(b)))
    return equalTexts(a, b, how.foldCase);
  if (a === null || b === null) return mayBeNull(a ?? b) ? "maybe" : "no";
  if (typeof a !== "object" || typeof b !== "object") return "no";
  if (a.kind === "resource" && b.kind === "resource") return truth(a.instance === b.instance);
  if (isList(a) && isList(b)) return nested(how, () => equalLists(a, b, how));
  if (isDict(a) && isDict(b)) return nested(how, () => equalDicts(a, b, how));
  return isHandle(a) || isHandle(b) || a.kind === b.kind ? "maybe" : "no";
}

/** What is not deployed or found is null. */
function mayBeNull(plain: Plain): boolean {
  if (!isHandle(plain)) return false;
  const isOptional = plain.kind === "resource" && plain.instance.declaration.nullable === true;
  return isOptional || plain.instance.condition.truth !== "yes";
}

/** What a resource or module is as an object, only the deployment knows. */
export function isHandle(plain: Plain): plain is ResourceHandle | ModuleHandle {
  return typeof plain === "object" && (plain?.kind === "resource" || plain?.kind === "module");
}

function nested(how: Comparison, compare: () => Truth): Truth {
  if (how.left-- <= 0 || how.depth >= deepest) return "maybe";
  how.depth++;
  const answer = compare();
  how.depth--;
  return answer;
}

function compareValues(a: Value, b: Value, how: Comparison): Truth {
  if (a === b && a.kind === "known") return "yes";
  if (how.left-- <= 0) return "maybe";
  if (a.kind === "unknown" || b.kind === "unknown") {
    const [left, right] = sameSymbol(a, b) ? [null, null] : [seenOf(a), seenOf(b)];
    return left === undefined || right === undefined ? "maybe" : comparePlain(left, right, how);
  }
  if (a.kind === "known" && b.kind === "known") return comparePlain(a.value, b.value, how);
  if (sameSymbol(a, b)) return "yes";
  const left = a.kind === "known" ? [a] : a.options;
  const right = b.kind === "known" ? [b] : b.options;
  const answers = left.flatMap((l) => right.map((r) => comparePlain(l.value, r.value, how)));
  return answers.every((answer) => answer === "no") ? "no" : "maybe";
}

/** What is known of a value, which may be no more than its shape; undefined of others. */
function seenOf(value: Value): Plain | undefined {
  if (value.kind === "known") return value.value;
  return value.kind === "unknown" && value.shape ? { kind: "text", parts: [value] } : undefined;
}

/** A value that is not known, or one that is nothing but an unknown part, equals what has the same symbol. */
function sameSymbol(a: Value, b: Value): boolean {
  const [left, right] = [symbolIn(a), symbolIn(b)];
  return left !== null && left === right;
}

function symbolIn(value: Value): string | null {
  if (value.kind !== "known") return value.symbol;
  const [only] = isText(value.value) && value.value.parts.length === 1 ? value.value.parts : [];
  return only !== undefined && typeof only !== "string" ? only.symbol : null;
}

/** The answer of all pairs, asked one by one, so that a difference ends the work. */
function allPairs<T>(items: Iterable<T>, compare: (item: T) => Truth): Truth {
  let result: Truth = "yes";
  for (const item of items) {
    const answer = compare(item);
    if (answer === "no") return "no";
    if (answer === "maybe") result = "maybe";
  }
  return result;
}

/** Texts are equal if what is left of them is, once equal parts at both ends are taken away. */
function equalTexts(a: string | Text, b: string | Text, foldCase: boolean): Truth {
  const fold = (part: string | Unknown): string | Unknown =>
    foldCase && typeof part === "string" ? foldName(part) : part;
  const left = partsOf(a).map(fold);
  const right = partsOf(b).map(fold);
  if (left.length + right.length > mostParts) return "maybe";
  const canMeet = cancelEnds(left, right, "head") && cancelEnds(left, right, "tail");
  if (!canMeet) return "no";
  if (left.length + right.length === 0) return "yes";
  return (isKnown(left) ? mayBe(right, left.join("")) : !isKnown(right) || mayBe(left, right.join("")))
    ? "maybe"
    : "no";
}

function isKnown(parts: readonly (string | Unknown)[]): parts is readonly string[] {
  return parts.every((part) => typeof part === "string");
}

/** Takes equal ends away from both texts; false if known ends contradict each other. */
function cancelEnds(left: (string | Unknown)[], right: (string | Unknown)[], end: "head" | "tail"): boolean {
  const at = end === "head" ? 0 : -1;
  for (let [a, b] = [left.at(at), right.at(at)]; ; [a, b] = [left.at(at), right.at(at)]) {
    if (a === undefined || b === undefined) {
      // What is left of the longer one must be able to be empty.
      return [...left, ...right].every((part) => typeof part !== "string" || part === "");
    }
    if (typeof a === "string" && typeof b === "string") {
      const length = Math.min(a.length, b.length);
      const contradict =
        end === "head" ? a.slice(0, length) !== b.slice(0, length) : !a.endsWith(b) && !b.endsWith(a);
      if (contradict) return false;
      for (const [parts, part] of [
        [left, a],
        [right, b],
      ] as const) {
        const rest = end === "head" ? part.slice(length) : part.slice(0, part.length - length);
        parts.splice(at, 1, ...(rest === "" ? [] : [rest]));
      }
    } else if (typeof a !== "string" && typeof b !== "string" && a.symbol !== null && a.symbol === b.symbol) {
      left.splice(at, 1);
      right.splice(at, 1);
    } else return true;
  }
}

/** Open lists may hold more, but never less, than what is seen of them. */
function equalLists(a: List, b: List, how: Comparison): Truth {
  if (a.isSet || b.isSet || a.unordered || b.unordered) return equalSets(a, b, how);
  if (a.open.length === 0 && a.items.length < b.items.length) return "no";
  if (b.open.length === 0 && b.items.length < a.items.length) return "no";
  if (a.open.length > 0 || b.open.length > 0) return "maybe";
  return allPairs(a.items.entries(), ([index, item]) => {
    const other = b.items[index];
    return other ? compareValues(item, other, how) : "no";
  });
}

/** The items of a set are distinct; those of a list whose order is not known need not be. */
function equalSets(a: List, b: List, how: Comparison): Truth {
  const isEqual = all([isWithin(a, b, how), isWithin(b, a, how)]);
  return isEqual === "yes" && !(a.isSet && b.isSet) ? "maybe" : isEqual;
}

function isWithin(a: List, b: List, how: Comparison): Truth {
  const within = allPairs(a.items, (item) => {
    const found = any(b.items.map((other) => compareValues(item, other, how)));
    return found === "no" && b.open.length > 0 ? "maybe" : found;
  });
  return within === "yes" && a.open.length > 0 ? "maybe" : within;
}

function equalDicts(a: Dict, b: Dict, how: Comparison): Truth {
  const entries = allPairs(a.entries, ([key, entry]) => {
    const other = b.entries.get(key);
    if (other) return compareValues(entry.value, other.value, how);
    return b.open.length > 0 ? "maybe" : "no";
  });
  const isMissing = a.open.length === 0 && [...b.entries.keys()].some((key) => !a.entries.has(key));
  if (entries === "no" || isMissing) return "no";
  return a.open.length > 0 || b.open.length > 0 ? "maybe" : entries;
}
