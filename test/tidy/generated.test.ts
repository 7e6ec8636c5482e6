import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { targets } from "../../scripts/generate/targets.ts";
import { repository, rulePage, rules } from "../../server/src/core/index.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("generated files are current (else run `npm run generate`)", () => {
  test.each(targets)("$path", ({ path, content }) => {
    expect(existsSync(join(root, path)), `${path} is missing`).toBe(true);
    expect(read(path)).toBe(content);
  });
});

describe("the pages of rules", () => {
  test("are there for every rule, and for no other", () => {
    const pages = readdirSync(join(root, "docs/rules")).filter((name) => name.startsWith("KV"));
    expect(pages.sort()).toEqual(rules.map(({ code }) => `${code}.md`));
  });

  test.each(rules)("$code shows an example with the finding drawn, and tells all of the rule", (rule) => {
    const page = read(`docs/rules/${rule.code}.md`);
    expect(page).toMatch(new RegExp(`\\n\\s*(?://|#)\\s*<?~+ ${rule.code} `));
    expect(page).toContain(rule.fixable ? "has a quick fix" : "has no quick fix");
    for (const part of [rule.summary, rule.why, rule.fix, ...rule.alsoKnownAs]) expect(page).toContain(part);
  });

  test("are reached under the repository of the manifest", () => {
    const manifest = JSON.parse(read("package.json")) as { readonly repository: { readonly url: string } };
    expect(`${repository}.git`).toBe(manifest.repository.url);
    expect(rulePage("KV101")).toBe(`${repository}/blob/main/docs/rules/KV101.md`);
  });
});
