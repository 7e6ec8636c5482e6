import { expect, test } from "vitest";
import { syntaxOf } from "../../client/src/documents.ts";
import { ruleMarkdown, textFor } from "../../client/src/rule-pages/rule-markdown.ts";
import { packedRulePages } from "../../scripts/generate/packed-rule-pages.ts";
import { languages, rules, wordsIn } from "../../server/src/core/index.ts";
import type { RulePage } from "../../server/src/protocol/rule-pages.ts";

const pages = JSON.parse(packedRulePages()) as readonly RulePage[];

function pageOf(code: string): RulePage {
  const page = pages.find((each) => each.code === code);
  if (!page) throw new Error(`there is no page of ${code}`);
  return page;
}

test("the pages of all rules are packed, in every language", () => {
  expect(pages.map(({ code, name }) => `${code} ${name}`)).toEqual(
    rules.map(({ code, name }) => `${code} ${name}`),
  );
  for (const rule of rules)
    for (const language of languages) {
      const { summary, why, fix } = wordsIn(language).rules[rule.code];
      const text = ruleMarkdown(pageOf(rule.code), { language });
      for (const part of [summary, why, fix, ...(rule.alsoKnownAs ?? []), ...rule.references])
        expect(text).toContain(part);
    }
});

test.each([
  ["de", "## Warum"],
  ["de-AT", "## Warum"],
  ["en-GB", "## Why"],
  ["fr", "## Why"],
])("a reader of %s gets a page with %s", (language, heading) => {
  expect(ruleMarkdown(pageOf("KV101"), { language })).toContain(heading);
});

test("the message in an example is in the language of the page", () => {
  expect(ruleMarkdown(pageOf("KV203"), { language: "de" })).toContain(
    "KV203 In 203.0.113.7/24 sind Hostbits gesetzt",
  );
  expect(ruleMarkdown(pageOf("KV203"), { language: "en" })).toContain(
    "KV203 203.0.113.7/24 has host bits set",
  );
});

test("quick picks find a rule by what it reports in the reader's language", () => {
  expect(textFor(pageOf("KV206"), "de").summary).toBe(
    "Benachbarte IP-Regeln lassen sich durch eine einzige ersetzen.",
  );
});

test.each([
  ["terraform", ["Terraform", "ARM JSON", "Bicep"]],
  ["bicep", ["Bicep", "ARM JSON", "Terraform"]],
  ["arm", ["ARM JSON", "Bicep", "Terraform"]],
  ["", ["ARM JSON", "Bicep", "Terraform"]],
])("a reader of %s sees the example in that syntax first", (syntax, order) => {
  expect(headings(ruleMarkdown(pageOf("KV101"), { language: "en", syntax }))).toEqual(order);
});

test("an access file comes before the template, whatever its syntax", () => {
  const page = ruleMarkdown(pageOf("KV601"), { language: "de", syntax: "bicep" });
  expect(headings(page)).toEqual(["Zugriffsdatei", "Bicep", "ARM JSON", "Terraform"]);
});

test.each([
  ["bicep", "/main.bicep", "bicep"],
  ["bicep-params", "/main.bicepparam", "bicep"],
  ["plaintext", "/main.bicep", "bicep"],
  ["terraform", "/main.tf", "terraform"],
  ["json", "/main.tf.json", "terraform"],
  ["plaintext", "/prod.tfvars", "terraform"],
  ["json", "/main.json", "arm"],
  ["arm-template", "Untitled-1", "arm"],
  ["bicep", "Untitled-1", "bicep"],
  ["jsonc", "/infra/.keyvault-access.jsonc", null],
  ["markdown", "/README.md", null],
])("a document in %s at %s is written in %s", (languageId, path, syntax) => {
  expect(syntaxOf(languageId, path)).toBe(syntax);
});

function headings(markdown: string): readonly (string | undefined)[] {
  return [...markdown.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
}
