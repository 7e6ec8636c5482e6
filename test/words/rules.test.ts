import { describe, expect, test } from "vitest";
import { languages, rules, wordsIn } from "../../server/src/core/index.ts";

describe.each(languages.filter((language) => language !== "en"))("rules in %s", (language) => {
  const { rules: texts, rulePage } = wordsIn(language);
  const english = wordsIn("en");

  test.each(rules)("$code has a text of its own, with the same names and values in it", ({ code }) => {
    const said = texts[code];
    expect(said.summary).toMatch(/^\p{Lu}.+\.$/u);
    for (const part of ["summary", "why", "fix"] as const) {
      expect(said[part]).not.toBe(english.rules[code][part]);
      expect(said[part]).not.toMatch(/ {2}|\.\.(?!\/)|undefined/);
      expect(codeIn(said[part])).toEqual(codeIn(english.rules[code][part]));
    }
  });

  test("no rule is missing, and none is more", () => {
    expect(Object.keys(texts)).toEqual(rules.map(({ code }) => code));
    expect(Object.keys(english.rules)).toEqual(Object.keys(texts));
  });

  test("what pages have in common is translated", () => {
    const example = { severity: "warning", onByDefault: false, fixable: true } as const;
    expect(rulePage.traits(example)).not.toBe(english.rulePage.traits(example));
    expect(rulePage.alsoKnownAs(["AZU020"])).not.toBe(english.rulePage.alsoKnownAs(["AZU020"]));
    for (const part of ["suppress", "turnOff"] as const) {
      expect(rulePage[part]("KV101")).not.toBe(english.rulePage[part]("KV101"));
      expect(rulePage[part]("KV101")).toContain('"keyVaultNetwork.rules": { "KV101": "off" }');
    }
    for (const [heading, text] of Object.entries(rulePage.headings))
      expect(Object.entries(english.rulePage.headings)).not.toContainEqual([heading, text]);
  });
});

/** The text between backticks, without the reasons in its comments. */
function codeIn(markdown: string): readonly string[] {
  const code = [...markdown.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text.replace(/: \p{L}+$/u, ":"));
  return [...new Set(code)].toSorted();
}
