import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { targets } from "../../scripts/generate/targets.ts";
import { languages, repository, rulePage, rules, wordsIn } from "../../server/src/core/index.ts";
import { rulePagePath } from "../../server/src/core/rules/page.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("generated files are current (else run `npm run generate`)", () => {
  test.each(targets)("$path", ({ path, content }) => {
    expect(existsSync(join(root, path)), `${path} is missing`).toBe(true);
    expect(read(path)).toBe(content);
  });
});

describe("the pages of rules", () => {
  test.each(languages)("are there for every rule, and for no other (%s)", (language) => {
    const pages = readdirSync(join(root, dirname(rulePagePath("KV101", language))));
    expect(pages.filter((name) => name.startsWith("KV")).sort()).toEqual(
      rules.map(({ code }) => `${code}.md`),
    );
  });

  test.each(rules)("$code shows an example with its finding, and all texts of the rule", (rule) => {
    for (const language of languages) {
      const words = wordsIn(language);
      const { summary, why, fix } = words.rules[rule.code];
      const page = read(rulePagePath(rule.code, language));
      expect(page).toMatch(new RegExp(`\\n\\s*(?://|#)\\s*<?~+ ${rule.code} `));
      for (const part of [words.rulePage.traits(rule), summary, why, fix, ...(rule.alsoKnownAs ?? [])])
        expect(page).toContain(part);
    }
  });

  test("are reached under the repository of the manifest", () => {
    const manifest = JSON.parse(read("package.json")) as { readonly repository: { readonly url: string } };
    expect(`${repository}.git`).toBe(manifest.repository.url);
    expect(rulePage("KV101", "en")).toBe(`${repository}/blob/main/docs/rules/KV101.md`);
    expect(rulePage("KV101", "de")).toBe(`${repository}/blob/main/docs/rules/de/KV101.md`);
  });
});
