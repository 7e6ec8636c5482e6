import { type Language, languages, type Rule, wordsIn } from "../../server/src/core/index.ts";
import { toolOf } from "../../server/src/core/rules/other-tools.ts";
import type { RulePage, RulePageSection, RulePageText } from "../../server/src/protocol/rule-pages.ts";
import { examplesOf } from "./rule-example.ts";

/** The page of a rule in all languages; `docs/rules` and the extension's own pages are made of it. */
export function rulePageOf(rule: Rule): RulePage {
  const { code, name } = rule;
  const [first, ...others] = languages;
  return {
    code,
    name,
    texts: [textOf(rule, first), ...others.map((language) => textOf(rule, language))],
    examples: examplesOf(`${code.toLowerCase()}-${name}`, code),
  };
}

function textOf(rule: Rule, language: Language): RulePageText {
  const words = wordsIn(language);
  const { headings, traits, suppress, turnOff } = words.rulePage;
  const { summary, why, fix } = words.rules[rule.code];
  return {
    language,
    traits: traits(rule),
    summary,
    reasons: [
      { heading: headings.why, text: why },
      { heading: headings.fix, text: fix },
    ],
    example: {
      heading: headings.example,
      accessFile: headings.accessFile,
      afterFix: headings.afterFix,
    },
    more: [
      ...list(headings.otherTools, (rule.alsoKnownAs ?? []).map(withTool)),
      {
        heading: headings.suppress,
        text: rule.code.startsWith("KV9") ? turnOff(rule.code) : suppress(rule.code),
      },
      ...list(
        headings.references,
        rule.references.map((address) => `<${address}>`),
      ),
    ],
  };
}

function list(heading: string, items: readonly string[]): readonly RulePageSection[] {
  return items.length === 0 ? [] : [{ heading, text: items.map((item) => `- ${item}`).join("\n") }];
}

/** An ID with the tool that it belongs to. */
function withTool(id: string): string {
  const tool = toolOf(id);
  return `${tool === "" ? "" : `${tool}: `}\`${id}\``;
}
