import { describe, expect, test } from "vitest";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import type { SentenceGroup } from "./sentence-group.ts";

/** Says the samples in both languages: none is empty, none loses an argument, none is left in English, no two are the same. */
export function describeGroup({ title, samples, shape, alike, terms }: SentenceGroup): void {
  const [english, german] = [wordsIn("en"), wordsIn("de")];
  describe.each([english, german])(`${title} in $language`, (words) => {
    test.each(samples.map(({ kind, says, say }) => [`${kind} ${JSON.stringify(says)}`, says, say] as const))(
      "%s",
      (_, says, say) => {
        const said = say(words);
        expect(said).toMatch(shape);
        expect(said).not.toMatch(/undefined|\bnull\b(?<!(?:of|von) null)|NaN|\[object| {2}|\.\.(?!\/)|\?\./);
        for (const argument of argumentsOf(says)) expect(said).toContain(argument);
      },
    );

    test.skipIf(terms)("each with its own wording", () => {
      const said = samples.map(({ say }) => say(words));
      expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([]);
    });
  });

  test(`${title} in German are not English`, () => {
    // Single words may be the same in both languages: name, test.
    const isWord = (text: string): boolean => terms && !text.includes(" ");
    const same = samples.filter(({ say }) => say(german) === say(english) && !isWord(say(english)));
    expect(new Set(same.map(({ kind }) => kind))).toEqual(new Set(alike));
  });
}

/** The texts in capitals anywhere in a fact. */
function argumentsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return /^[A-Z][A-Z0-9./-]{3,}$/.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(argumentsOf);
}
