import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { languages, rules, wordsIn } from "../../server/src/core/index.ts";
import { accessFileSchema } from "../../server/src/core/access-file/schema.ts";
import { settings } from "../../site/pages/manifest.ts";
import { published } from "../../site/pages/addresses.ts";
import { siteFile, siteFiles } from "./support/built-site.ts";

const root = join(import.meta.dirname, "../..");
const [, ...others] = languages;

test("the page of settings has every setting, and that of access files every property", () => {
  for (const name of Object.keys(settings))
    expect(siteFile("settings/index.html")).toContain(`<code>${name}</code>`);
  for (const name of Object.keys(accessFileSchema.properties ?? {}))
    expect(siteFile("access-file/reference/index.html")).toContain(`<h2 id="${name}">`);
});

describe.each(others)("the start page in %s", (language) => {
  const blocks = (file: string): readonly string[] => {
    const [beginning = ""] = readFileSync(join(root, file), "utf8").split(/^## /m);
    return beginning.split("\n").filter((line) => /^[-|] ?/.test(line) && !line.startsWith("| -"));
  };

  test("says as many things as the README does in English", () => {
    expect(blocks(`site/start/${language}.md`).length).toBe(blocks("README.md").length);
  });

  test("quotes the product in its words", () => {
    const text = readFileSync(join(root, `site/start/${language}.md`), "utf8");
    expect(text).toContain(`_${wordsIn(language).document.verdicts.depends}_`);
  });
});

test("a rule has a page in every language, which names those in the others", () => {
  for (const rule of rules)
    for (const language of languages) {
      const page = siteFile(`${language === "en" ? "" : `${language}/`}rules/${rule.code}/index.html`);
      expect(page).toContain(`<html lang="${language}">`);
      for (const each of languages) expect(page).toContain(`hreflang="${each}"`);
    }
});

test("every rule opens in the playground, which has its example", () => {
  const examples = siteFiles(".json").map((file) => /^playground\/examples\/(KV\d+)\.json$/.exec(file)?.[1]);
  for (const { code } of rules) {
    const opened = /playground\/#example=(\w+)/.exec(siteFile(`rules/${code}/index.html`))?.[1];
    expect(opened ?? code, code).toBe(code);
    expect(examples.includes(code), code).toBe(opened === code);
  }
});

test("the manifest names the site where it is published", () => {
  const { homepage } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly homepage: string;
  };
  expect(homepage).toBe(published.href);
});
