import { syntaxes } from "../../client/src/rule-pages/rule-markdown.ts";
import type { Severity } from "../../server/src/core/index.ts";
import type {
  RuleExample,
  RuleExampleFinding,
  RulePage,
  RulePageText,
} from "../../server/src/protocol/rule-pages.ts";
import type { Chrome } from "../words/chrome.ts";
import { addedLines } from "./added-lines.ts";
import { codeBlock, type DrawnFinding } from "./code-block.ts";
import { type Html, markup } from "./html.ts";
import { tabs } from "./tabs.ts";

/** The languages that a template can be written in: readers choose one of them. */
const choices = ["arm", "bicep", "terraform"];

/**
 * The example of a rule: what belongs to every language, then a choice of languages, each with what is found and with the text
 * after the fix.
 */
export function ruleExamples(page: RulePage, text: RulePageText, severity: Severity, chrome: Chrome): Html {
  const language = page.texts.indexOf(text);
  const show = (example: RuleExample): Html => oneExample(example, { page, text, severity, language });
  const shared = page.examples.filter(({ syntax }) => !choices.includes(syntax));
  const chosen = page.examples.filter(({ syntax }) => choices.includes(syntax));
  const panels = chosen.map((example) => ({
    id: example.syntax,
    title: nameOf(example, text),
    body: show(example),
  }));
  return markup`${shared.map(
    (example) =>
      markup`<h3>${nameOf(example, text)}</h3>
        ${show(example)} `,
  )}${tabs("syntax", chrome.syntax, panels)}`;
}

interface Shown {
  readonly page: RulePage;
  readonly text: RulePageText;
  readonly severity: Severity;
  /** The index of the language of messages. */
  readonly language: number;
}

function oneExample(example: RuleExample, { page, text, severity, language }: Shown): Html {
  const { fence } = syntaxes[example.syntax];
  const name = nameOf(example, text);
  const findings = example.findings.map((finding) => drawn(finding, page.code, severity, language));
  const before = codeBlock({ text: example.text, language: fence, findings }, name);
  if (example.fixed === null) return before;
  const added = addedLines(example.text, example.fixed);
  return markup`${before}
    <p class="after-fix">${text.example.afterFix}</p>
    ${codeBlock({ text: example.fixed, language: fence, added }, `${name}. ${text.example.afterFix}`)}`;
}

function nameOf({ syntax }: RuleExample, text: RulePageText): string {
  return syntaxes[syntax].name ?? text.example.accessFile;
}

/** `//   ~~~~ KV101` marks the characters above it; `//<~~~~` those from the beginning of the line. */
function drawn(
  { line, mark, messages }: RuleExampleFinding,
  code: string,
  severity: Severity,
  language: number,
): DrawnFinding {
  const start = mark.includes("<~") ? 0 : mark.indexOf("~");
  const width = /~+/.exec(mark)?.[0].length ?? 0;
  return { line, start, end: start + width, code, severity, message: messages[language] ?? "", page: null };
}
