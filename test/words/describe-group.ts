import { describe, expect, test } from "vitest";
import { languages } from "../../server/src/core/index.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { hasEnglish } from "../support/english-left.ts";
import type { SentenceGroup } from "./sentence-group.ts";

const [first, ...others] = languages;

/** Says the samples in every language: none is empty, none loses an argument, none is left in English, no two are the same. */
export function describeGroup({ title, samples, ...rest }: SentenceGroup): void {
  const { shape, alike, terms, omits, repeats } = rest;
  describe.each(languages)(`${title} in %s`, (language) => {
    const words = wordsIn(language);
    test.each(samples.map(({ kind, says, say }) => [`${kind} ${JSON.stringify(says)}`, says, say] as const))(
      "%s",
      (_, says, say) => {
        const said = say(words);
        expect(said).toMatch(shape);
        expect(said).not.toMatch(/undefined|\bnull\b(?<!(?:of|von) null)|NaN|\[object| {2}|\.\.(?!\/)|\?\./);
        for (const argument of argumentsOf(says, omits)) expect(said).toContain(argument);
      },
    );

    test("each of another wording, unless counts read alike", () => {
      const said = repeats ? [] : samples.map(({ say }) => say(words));
      expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([]);
    });
  });

  test.each(others)(`${title} in %s are not English`, (language) => {
    const [own, english] = [wordsIn(language), wordsIn(first)];
    const isWord = (text: string): boolean => terms && !text.includes(" ");
    const same = samples.filter(({ say }) => say(own) === say(english) && !isWord(say(english)));
    expect(new Set(same.map(({ kind }) => kind))).toEqual(new Set(alike));
    const said = samples.filter(({ kind }) => !alike.includes(kind)).map(({ say }) => say(own));
    expect(said.filter(hasEnglish)).toEqual([]);
  });
}

/** The texts in capitals anywhere in a fact. */
function argumentsOf(value: unknown, omits: readonly string[]): readonly string[] {
  if (typeof value === "string") return /^[A-Z][A-Z0-9./-]{3,}$/.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value).filter(([name]) => !omits.includes(name));
  return members.flatMap(([, member]) => argumentsOf(member, omits));
}
