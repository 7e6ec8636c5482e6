import type { Call, TemplateFunction } from "../function.ts";
import { beyond, exact, tooMuch } from "../arm/arguments.ts";
import type { Json } from "../arm/json.ts";

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
export function matchesIn(text: string, pattern: RegExp): readonly RegExpExecArray[] {
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
export function compile(
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
