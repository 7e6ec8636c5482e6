import { limits } from "../../../text/limits.ts";
import { isList, isText, listOf, partsOf } from "../../values/plain.ts";
import { known, knownText, type Value } from "../../values/value.ts";
import {
  answer,
  beyond,
  exact,
  notSeen,
  perOption,
  plainOf,
  type Single,
  tooMuch,
} from "../arm/arguments.ts";
import type { Json } from "../arm/json.ts";
import { strings as shared } from "../arm/strings.ts";
import { cut, headOf, isTextual, joined, perPart, tailOf, textIn } from "../arm/texts.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { formatted, formattedList } from "./format.ts";
import { inCase, isAscii, lettersOf, titled, withoutSpaceAtEnds } from "./letters.ts";

/** Functions of strings: https://developer.hashicorp.com/terraform/language/functions/format and related functions */
export const strings: Readonly<Record<string, TemplateFunction>> = {
  chomp: exact(([text]) => onText(text, (each) => each.replace(/(?<![\r\n])[\r\n]+$/, ""))),
  endswith: perOption((values, call) => meets(values, call, "end")),
  format: formatted,
  formatlist: formattedList,
  join: (call) => swapped(call, shared["join"]),
  lower: perPart((text) => inCase(text, "lower")),
  replace: exact((values, call) => replace(values, call)),
  split: (call) => swapped(call, shared["split"]),
  startswith: perOption((values, call) => meets(values, call, "start")),
  strcontains: exact(([text, part]) =>
    typeof text === "string" && typeof part === "string" ? text.includes(part) : undefined,
  ),
  strrev: exact(([text]) => onText(text, (each) => [...lettersOf(each)].reverse().join(""))),
  substr: perOption(substr),
  title: exact(([text]) => onText(text, titled)),
  trim: exact(([text, set]) =>
    typeof set === "string" ? onText(text, (each) => trimmed(each, set)) : undefined,
  ),
  trimprefix: affixCut("start"),
  trimspace: exact(([text]) => onText(text, withoutSpaceAtEnds)),
  trimsuffix: affixCut("end"),
  upper: perPart((text) => inCase(text, "upper")),
};

function onText(text: Json | undefined, change: (text: string) => string): string | undefined {
  return typeof text === "string" ? change(text) : undefined;
}

/** Azure takes the two arguments the other way around. */
function swapped(call: Call, implementation: TemplateFunction | undefined): Value {
  const [separator, ...lists] = call.arguments;
  if (!implementation || !separator) return wrongArguments(call);
  const all = call.name.endsWith("split") ? lists[0] : joinedLists(lists, call);
  if (!all) return wrongArguments(call);
  const word = knownText(all);
  if (call.name.endsWith("split") && word !== null && separator.kind === "known" && separator.value === "")
    return known(listOf(Array.from(word, (each) => known(each, call.origin))), call.origin);
  return implementation({ ...call, arguments: [all, separator] });
}

/** `join` takes several lists, and none of their items may be null. */
function joinedLists(lists: readonly Value[], call: Call): Value {
  const [only] = lists;
  if (lists.length === 1 && only?.kind !== "known") return only ?? wrongArguments(call);
  const items = lists.flatMap((list) =>
    list.kind === "known" && isList(list.value) && list.value.open.length === 0 && !list.value.unordered
      ? [list.value.items]
      : [],
  );
  if (items.length < lists.length) return notSeen(call, lists);
  const all = items.flat();
  const hasNull = all.some((item) => item.kind === "known" && item.value === null);
  return hasNull ? wrongArguments(call) : known(listOf(all.map(written)), call.origin);
}

function written(item: Value): Value {
  return item.kind === "known" && typeof item.value === "boolean"
    ? known(String(item.value), item.origin)
    : item;
}

function meets(values: readonly Single[], call: Call, where: "start" | "end"): Value {
  const [text, part] = values.map(plainOf);
  if (!isTextual(text) || typeof part !== "string") return notSeen(call, values);
  const edge = where === "start" ? headOf(text) : tailOf(text);
  const matches = where === "start" ? edge.startsWith(part) : edge.endsWith(part);
  if (matches) return known(true, call.origin);
  const possible = where === "start" ? part.startsWith(edge) : part.endsWith(edge);
  return answer(typeof text !== "string" && possible ? "maybe" : "no", values, call);
}

/** Text between slashes is a regular expression. Nothing is found between all letters, and at both ends. */
function replace(
  [text, old, by]: readonly (Json | undefined)[],
  call: Call,
): string | undefined | typeof beyond | typeof tooMuch {
  if (typeof text !== "string" || typeof old !== "string" || typeof by !== "string") return undefined;
  const isPattern = old.length > 1 && old.startsWith("/") && old.endsWith("/");
  const pattern = isPattern ? compile(old.slice(1, -1), text.length, call) : old;
  if (pattern === undefined || typeof pattern === "symbol") return pattern;
  if (typeof pattern !== "string") return replaceMatches(text, pattern, by);
  const pieces = pattern === "" ? ["", ...Array.from(text), ""] : text.split(pattern);
  return text.length + pieces.length * by.length > limits.textLength ? tooMuch : pieces.join(by);
}

/** Behind a dollar sign is as much of the name of a group as there is; one that is not there is empty: https://pkg.go.dev/regexp#Regexp.Expand */
function replaceMatches(text: string, pattern: RegExp, by: string): string | typeof tooMuch {
  const matches = matchesIn(text, pattern);
  let length = text.length + matches.length * by.length;
  let at = 0;
  const pieces: string[] = [];
  for (const match of matches) {
    const groups = new Map(Object.entries(match.groups ?? {}));
    const written = by.replace(
      /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
      (_, dollar?: string, braced?: string, bare?: string) => {
        const name = braced ?? bare ?? "";
        return dollar ?? (/^\d+$/.test(name) ? match[Number(name)] : groups.get(name)) ?? "";
      },
    );
    length += written.length;
    if (length > limits.textLength) return tooMuch;
    pieces.push(text.slice(at, match.index), written);
    at = match.index + match[0].length;
  }
  return pieces.join("") + text.slice(at);
}

/** Counted from the end, only a text that is known has a stretch. */
function substr(values: readonly Single[], call: Call): Value {
  const [, offset, length] = values.map(plainOf);
  const text = textIn(values[0]);
  if (
    text === undefined ||
    typeof text === "string" ||
    !isAscii(headOf(text)) ||
    typeof offset !== "number" ||
    offset < 0 ||
    typeof length !== "number"
  )
    return substrOfWhole({ ...call, arguments: values });
  return cut(text, { start: offset, end: length < 0 ? null : offset + length }, values, call);
}

const substrOfWhole = exact(([text, offset, length]) => wholeSubstr(text, offset, length));

function wholeSubstr(
  text: Json | undefined,
  offset: Json | undefined,
  length: Json | undefined,
): string | undefined {
  if (typeof text !== "string" || typeof offset !== "number" || typeof length !== "number") return undefined;
  const letters = lettersOf(text);
  const start = offset < 0 ? Math.max(0, letters.length + offset) : offset;
  return letters.slice(start, length < 0 ? undefined : start + length).join("");
}

function trimmed(text: string, set: string): string {
  const letters = Array.from(text);
  while (letters.length > 0 && set.includes(letters[0] ?? "")) letters.shift();
  while (letters.length > 0 && set.includes(letters.at(-1) ?? "")) letters.pop();
  return letters.join("");
}

/** The text without what it begins or ends with, as far as its known beginning or end decides that. */
function affixCut(where: "start" | "end"): TemplateFunction {
  return perOption((values, call) => {
    const [text, affix] = values.map(plainOf);
    if (values.length !== 2 || !isTextual(text) || typeof affix !== "string") return notSeen(call, values);
    const edge = where === "start" ? headOf(text) : tailOf(text);
    const isCut = where === "start" ? edge.startsWith(affix) : edge.endsWith(affix);
    if (!isCut && isText(text) && edge.length < affix.length) return notSeen(call, values);
    const pieces = partsOf(text);
    const rest = where === "start" ? edge.slice(affix.length) : edge.slice(0, edge.length - affix.length);
    if (!isCut || affix === "") return joined(pieces, call);
    return joined(where === "start" ? [rest, ...pieces.slice(1)] : [...pieces.slice(0, -1), rest], call);
  });
}

/** https://developer.hashicorp.com/terraform/language/functions/regex */
export const patterns: Readonly<Record<string, TemplateFunction>> = {
  regex: exact(([pattern, text], call) => matchesOf(pattern, text, call, (all) => all[0])),
  regexall: exact(([pattern, text], call) => matchesOf(pattern, text, call, (all) => all)),
};

function matchesOf(
  pattern: Json | undefined,
  text: Json | undefined,
  call: Call,
  take: (all: readonly Json[]) => Json | undefined,
): Json | undefined | typeof beyond | typeof tooMuch {
  if (typeof pattern !== "string" || typeof text !== "string") return undefined;
  const expression = compile(pattern, text.length, call);
  if (!(expression instanceof RegExp)) return expression;
  return take(matchesIn(text, expression).map(resultOf));
}

/** Go ignores an empty match immediately after another match. */
function matchesIn(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  let end = -1;
  return [...text.matchAll(pattern)].filter((match) => {
    const isMatch = match[0] !== "" || match.index !== end;
    end = match.index + match[0].length;
    return isMatch;
  });
}

/** A whole match, or its groups: by position, or by name. */
function resultOf(match: RegExpMatchArray): Json {
  if (match.groups)
    return new Map(Object.entries(match.groups).map(([name, value]) => [name, orNull(value)]));
  const [whole, ...groups] = match;
  return groups.length === 0 ? whole : groups.map(orNull);
}

/** A group that takes no part in the match. */
function orNull(group: string | undefined): string | null {
  return group ?? null;
}

/** More steps than these no match may take. */
const mostSteps = 10_000_000;

/**
 * The expression, if matching a text of this length ends soon whatever the text. Terraform's expressions take time in proportion
 * to the text; ours try one way after the other, so what could take too many is left out, and so is what only Terraform knows. Undefined
 * if it has what only ours know (https://github.com/google/re2/wiki/Syntax).
 */
function compile(
  pattern: string,
  length: number,
  call: Call,
): RegExp | undefined | typeof beyond | typeof tooMuch {
  if (/(?:^|[^\\])(?:\\\\)*(?:\\[1-9kuc]|\(\?<?[=!])/.test(pattern)) return undefined;
  const onlyTerraformKnows = /\\[pPzAQECX]|\[\[:|\(\?[a-zA-Z^-]+[:)]|\[[^\][]*\\S/.test(pattern);
  const steps = stepsOf(pattern, length);
  if (onlyTerraformKnows || steps > mostSteps) return beyond;
  // One step of an evaluation takes as long as many of a match.
  if (!call.spend(steps >> 8)) return tooMuch;
  try {
    return new RegExp(asOurs(pattern), "gu");
  } catch {
    // What our expressions do not know may well be right in Terraform's.
    return beyond;
  }
}

/** A dot is any character but a line feed, and only ASCII has white space. */
function asOurs(pattern: string): string {
  const meant = new Map([
    [".", "[^\\n]"],
    ["\\s", "[\\t\\n\\f\\r ]"],
    ["\\S", "[^\\t\\n\\f\\r ]"],
    ["(?P<", "(?<"],
  ]);
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])+\]?|\.|\(\?P</gsu, (part) =>
    part.startsWith("[") ? part.replaceAll("\\s", "\\t\\n\\f\\r ") : (meant.get(part) ?? part),
  );
}

/** At most: from each place, every repetition can end anywhere, and every choice doubles the ways. */
function stepsOf(pattern: string, length: number): number {
  const shape = pattern
    .replace(/\\./gs, "x")
    .replace(/\[[^\]]*(?:\]|$)/g, "x")
    .replace(/\(\?(?::|P?<\w+>)/g, "(");
  // A group without choices is as good as a character.
  const reduced = shape.replace(/\([^()*+?{}|]*\)/g, "x");
  if (/\)[*+{]/.test(reduced)) return Infinity;
  const repetitions = reduced.match(/[*+{]/g)?.length ?? 0;
  const choices = reduced.match(/[?|]/g)?.length ?? 0;
  return 2 ** choices * Math.max(2, length) ** (repetitions + 1);
}
