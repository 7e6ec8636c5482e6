import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Language, languages } from "../../server/src/core/index.ts";
import { codeBlock } from "../render/code-block.ts";
import { type Html, markup } from "../render/html.ts";
import { plainText, renderMarkdown } from "../render/markdown.ts";
import { chromeIn } from "../words/in.ts";
import { folderOf, linkFrom, resolveFrom, ruleAddress, rulesAddress } from "./addresses.ts";
import { exampleName, liveExample } from "./live-example.ts";
import type { Page } from "./page.ts";

const root = join(import.meta.dirname, "../..");

/** The start page in every language; in English it says what the README begins with. */
export function startPages(): readonly Page[] {
  return languages.map((language) => startPage(language));
}

function startPage(language: Language): Page {
  const address = folderOf(language);
  const file = language === "en" ? "README.md" : `site/start/${language}.md`;
  const { question, lead, features, table } = beginningOf(readFileSync(join(root, file), "utf8"));
  const resolve = resolveFrom(file, address);
  const { start } = chromeIn(language);
  const link = (to: string): string => linkFrom(address, to);
  const show = (markdown: string): Html => renderMarkdown(markdown, resolve).body;
  const body = markup`<div class="hero">
    <h1>${question}</h1>
    <div class="lead">${show(lead)}</div>
    <p class="actions">
      <a class="button first" href="${link("playground/")}">${start.tryIt}</a>
      <a class="button" href="${link("get-started/")}">${start.begin}</a>
      <a class="button" href="${link(rulesAddress(language))}">${chromeIn(language).all}</a>
    </p>
  </div>
  ${exampleOf(language)}
  <section class="features">${show(features)}</section>
  <section class="reads">${show(table)}</section>`;
  return {
    address,
    language,
    area: "start",
    title: `Key Vault Network: ${question}`,
    description: plainText(lead),
    body,
    headings: [],
    translations: Object.fromEntries(languages.map((each) => [each, folderOf(each)])),
    source: file,
  };
}

interface Beginning {
  readonly question: string;
  readonly lead: string;
  readonly features: string;
  readonly table: string;
}

/** The question, the paragraph, the list and the table that a text begins with. */
function beginningOf(text: string): Beginning {
  const [beginning = ""] = text.split(/^## /m);
  const blocks = beginning.split(/\n\n+/);
  const paragraph = blocks[1] ?? "";
  const question = /^.*?\?/s.exec(paragraph)?.[0] ?? "";
  return {
    question,
    lead: paragraph.slice(question.length).trim(),
    features: blocks.find((block) => block.startsWith("- ")) ?? "",
    table: blocks.find((block) => block.startsWith("| ")) ?? "",
  };
}

/** A template, what is found in it, and who reaches its vault before and after the fix. */
function exampleOf(language: Language): Html {
  const { start } = chromeIn(language);
  const { text, findings, answers } = liveExample(language);
  const link = (to: string): string => linkFrom(folderOf(language), to);
  const drawn = findings.map((each) => ({ ...each, page: link(ruleAddress(each.code, language)) }));
  const [source, now, after] = start.columns;
  const rows = answers.map(
    (each) => markup`<tr>
      <th scope="row"><code>${each.source}</code></th>
      <td class="${each.now.verdict}">${each.now.summary}</td>
      <td class="${each.fixed.verdict}">${each.fixed.summary}</td>
    </tr>`,
  );
  return markup`<section class="live" aria-labelledby="example">
    <div>
      <h2 id="example">${start.exampleTitle}</h2>
      <p>${start.exampleLead}</p>
    </div>
    <div class="live-code">${codeBlock({ text, language: "bicep", findings: drawn }, start.file)}</div>
    <div class="live-answers">
      <h3>${start.reachTitle}</h3>
      <div class="table" tabindex="0" role="group">
        <table>
          <thead>
            <tr>
              <th scope="col">${source}</th>
              <th scope="col">${now}</th>
              <th scope="col">${after}</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
      <p><a class="button" href="${link(`playground/#example=${exampleName}`)}">${start.openExample}</a></p>
    </div>
  </section>`;
}
