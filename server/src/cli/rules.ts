import { nearestSpelling, type Rule, type RuleEntry, rulePage, rules, type Words } from "../core/index.ts";

/** One rule as a page of text. */
export function printRule(rule: Rule, words: Words): string {
  const { summary, why, fix } = words.rules[rule.code];
  const { alsoKnownAs = [] } = rule;
  const also = alsoKnownAs.length > 0 ? [words.rulePage.alsoKnownAs(alsoKnownAs), ""] : [];
  return [
    `${rule.code} ${rule.name} (${words.rulePage.traits(rule)})`,
    "",
    summary,
    "",
    why,
    "",
    fix,
    "",
    ...also,
    ...rule.references,
    rulePage(rule.code, words.language),
    "",
  ].join("\n");
}

/** The code or name of a rule, or the other word, that a misspelled one is most likely to be. */
export function nearestRule(given: string, ...others: readonly string[]): string | null {
  return nearestSpelling(given, [...others, ...rules.flatMap(({ code, name }) => [code, name])]);
}

/** Rules as the JSON report has them. */
export function ruleEntries(listed: readonly Rule[], words: Words): readonly RuleEntry[] {
  return listed.map((rule) => ({
    code: rule.code,
    name: rule.name,
    severity: rule.severity,
    summary: words.rules[rule.code].summary,
    fixable: rule.fixable ?? false,
  }));
}
