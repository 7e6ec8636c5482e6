import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "../arm/arguments.ts";
import type { Json } from "../arm/json.ts";

/** https://developer.hashicorp.com/terraform/language/functions/regex */
export const patterns: Readonly<Record<string, TemplateFunction>> = {
  regex: exact(([pattern, text]) => matchesOf(pattern, text, (all) => all[0])),
  regexall: exact(([pattern, text]) => matchesOf(pattern, text, (all) => all)),
};

const longestText = 10_000;

function matchesOf(
  pattern: Json | undefined,
  text: Json | undefined,
  take: (all: readonly Json[]) => Json | undefined,
): Json | undefined | typeof beyond {
  if (typeof pattern !== "string" || typeof text !== "string") return undefined;
  const expression = compile(pattern);
  if (!expression || text.length > longestText) return beyond;
  return take([...text.matchAll(expression)].map(resultOf));
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

/**
 * Terraform's expressions take time in proportion to the text; ours may not, so repetitions of repetitions are left out, and
 * so is what only one of the two knows.
 */
export function compile(pattern: string): RegExp | null {
  const isRisky = /[*+}][^)]*\)[*+{]|\\[pPzAQECX]|\[\[:|\(\?[a-zA-Z^-]+[:)]/.test(pattern);
  if (isRisky) return null;
  try {
    return new RegExp(pattern.replaceAll("(?P<", "(?<"), "gu");
  } catch {
    // What our expressions do not know may well be right in Terraform's.
    return null;
  }
}
