import { type Language, languages, type Rule, rules, wordsIn } from "../../server/src/core/index.ts";
import { rulePagePath } from "../../server/src/core/rules/page.ts";
import type { RulePage, RulePageSection } from "../../server/src/protocol/rule-pages.ts";
import { rulePageOf } from "../../scripts/generate/rule-page.ts";
import { type Html, markup } from "../render/html.ts";
import { type Heading, renderInline, renderMarkdown, slugOf } from "../render/markdown.ts";
import { ruleExamples } from "../render/rule-examples.ts";
import { chromeIn } from "../words/in.ts";
import { groupsOf } from "./groups.ts";
import { folderOf, linkFrom, resolveFrom, ruleAddress, rulesAddress } from "./addresses.ts";
import type { Page } from "./page.ts";

/** The list of rules and the page of every rule, in every language. */
export function rulePages(playable: ReadonlySet<string>): readonly Page[] {
  const all = rules.map((rule) => ({ rule, page: rulePageOf(rule) }));
  return languages.flatMap((language) => [
    ruleList(language),
    ...all.map(({ rule, page }) => onePage(rule, page, language, playable.has(rule.code))),
  ]);
}

function onePage(rule: Rule, page: RulePage, language: Language, isPlayable: boolean): Page {
  const text = page.texts.find((each) => each.language === language) ?? page.texts[0];
  const address = ruleAddress(rule.code, language);
  const file = rulePagePath(rule.code, language);
  const resolve = resolveFrom(file, address);
  const exampleHeading: Heading = { level: 2, id: slugOf(text.example.heading), text: text.example.heading };
  const reasons = text.reasons.map((each) => section(each, resolve));
  const more = text.more.map((each) => section(each, resolve));
  const body = markup`<article class="rule">
    <p class="traits">
      <span class="severity ${rule.severity}">${text.traits}</span>
    </p>
    <h1><span class="code">${rule.code}</span> ${rule.name}</h1>
    <p class="lead">${renderInline(text.summary, resolve)}</p>
    ${isPlayable && markup`<p><a class="button" href="${linkFrom(address, `playground/#example=${rule.code}`)}">${chromeIn(language).openInPlayground}</a></p>`}
    ${reasons.map(({ body: each }) => each)}
    <h2 id="${exampleHeading.id}">${exampleHeading.text}</h2>
    ${ruleExamples(page, text, rule.severity, chromeIn(language))} ${more.map(({ body: each }) => each)}
  </article>`;
  return {
    address,
    language,
    area: "rules",
    title: `${rule.code} ${rule.name}`,
    description: text.summary,
    body,
    headings: [...reasons, { headings: [exampleHeading] }, ...more].flatMap(({ headings }) => headings),
    translations: translationsOf(`rules/${rule.code}/`),
    source: file,
  };
}

function section(
  { heading, text }: RulePageSection,
  resolve: (link: string) => string,
): ReturnType<typeof renderMarkdown> {
  return renderMarkdown(`## ${heading}\n\n${text}`, resolve);
}

/** All rules in groups. */
function ruleList(language: Language): Page {
  const words = wordsIn(language);
  const chrome = chromeIn(language);
  const address = rulesAddress(language);
  const { title, columns, fixable, off } = words.rulePage.list;
  const groups = [...groupsOf(rules, ({ code }) => code.slice(0, 3))].map(([digit, own]) => ({
    heading: { level: 2, id: digit.toLowerCase(), text: chrome.ruleGroups[digit] ?? digit },
    own,
  }));
  const row = (rule: Rule): Html =>
    markup`<tr>
      <th scope="row">
        <a href="${linkFrom(address, ruleAddress(rule.code, language))}"
          ><span class="code">${rule.code}</span> ${rule.name}</a
        >
      </th>
      <td>${renderInline(words.rules[rule.code].summary, (link) => link)}</td>
      <td>
        <span class="severity ${rule.severity}">${words.document.severities[rule.severity]}</span
        >${rule.onByDefault === false && markup` <span class="trait">${off}</span>`}
      </td>
      <td>${rule.fixable === true && fixable}</td>
    </tr> `;
  const table = (own: readonly Rule[]): Html =>
    markup`<div class="table" tabindex="0" role="group">
      <table class="rules">
        <thead>
          <tr>
            <th scope="col">${columns.rule}</th>
            <th scope="col">${columns.summary}</th>
            <th scope="col">${columns.severity}</th>
            <th scope="col">${columns.fix}</th>
          </tr>
        </thead>
        <tbody>
          ${own.map(row)}
        </tbody>
      </table>
    </div>`;
  return {
    address,
    language,
    area: "rules",
    title,
    description: chrome.rulesLead,
    body: markup`<h1>${title}</h1>
      <p class="lead">${chrome.rulesLead}</p>
      ${groups.map(
        ({ heading, own }) =>
          markup`<h2 id="${heading.id}">${heading.text}</h2>
            ${table(own)} `,
      )}`,
    headings: groups.map(({ heading }) => heading),
    translations: translationsOf("rules/"),
    source: null,
  };
}

function translationsOf(address: string): Page["translations"] {
  return Object.fromEntries(languages.map((language) => [language, folderOf(language) + address]));
}
