import { describe, expect, test } from "vitest";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import type { FactOf, Words } from "../../server/src/core/words/words.ts";

/**
 * For each kind of a union the arguments of some facts; a kind without any does not compile. Texts are in capitals, so that they are
 * found again in the sentence.
 */
export type Samples<Fact extends { readonly kind: string }> = {
  readonly [Kind in Fact["kind"]]: readonly [
    Arguments<FactOf<Fact, Kind>>,
    ...Arguments<FactOf<Fact, Kind>>[],
  ];
};

type Arguments<Fact> = Fact extends unknown ? Omit<Fact, "kind"> : never;

/** What the sentences of a union have to be. */
export interface SentenceShape {
  /** A full sentence unless said otherwise. */
  readonly shape?: RegExp;
  /** Kinds that both languages say alike: names, and what others wrote. */
  readonly alike?: readonly string[];
}

/** Says the samples in both languages: none is empty, none loses an argument, none is left in English, no two are the same. */
export function describeSentences<Fact extends { readonly kind: string }>(
  what: string,
  samples: Samples<Fact>,
  sayer: (words: Words) => (fact: Fact) => string,
  { shape = /^\S.*[.?]$/s, alike = [] }: SentenceShape = {},
): void {
  const facts = Object.entries<readonly object[]>(samples).flatMap(([kind, some]) =>
    some.map((each) => ({ ...each, kind }) as unknown as Fact),
  );
  const [english, german] = [wordsIn("en"), wordsIn("de")];
  describe.each([english, german])(`${what} in $language`, (words) => {
    const say = sayer(words);
    test.each(facts.map((fact) => [JSON.stringify(fact), fact] as const))("%s", (_, fact) => {
      const said = say(fact);
      expect(said).toMatch(shape);
      expect(said).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.(?!\/)|\?\./);
      for (const argument of argumentsOf(fact)) expect(said).toContain(argument);
    });

    test("each of another wording", () => {
      const said = facts.map(say);
      expect(said.filter((each, index) => said.indexOf(each) !== index)).toEqual([]);
    });
  });

  test(`${what} in German are not English`, () => {
    const same = facts.filter((fact) => sayer(german)(fact) === sayer(english)(fact));
    expect(new Set(same.map(({ kind }) => kind))).toEqual(new Set(alike));
  });
}

/** The texts in capitals anywhere in a fact. */
function argumentsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return /^[A-Z][A-Z0-9./-]{3,}$/.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(argumentsOf);
}
