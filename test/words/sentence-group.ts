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
  /** Terms and labels, several of which may have the same wording; a single word may be the same in two languages. */
  readonly terms?: boolean;
  /** Members of facts that their sentences leave out. */
  readonly omits?: readonly string[];
  /** Some facts of one kind read the same, for example two counts. */
  readonly repeats?: boolean;
}

/** The sentences of a union of facts: samples of them, and how they are said. */
export interface SentenceGroup extends Required<SentenceShape> {
  readonly title: string;
  readonly kinds: readonly string[];
  /** What each says beside its kind, and how; with other arguments of the same types where they are given. */
  readonly samples: readonly {
    readonly kind: string;
    readonly says: object;
    readonly say: (words: Words, says?: object) => string;
  }[];
}

export function sentences<Fact extends { readonly kind: string }>(
  title: string,
  samples: Samples<Fact>,
  sayer: (words: Words) => (fact: Fact) => string,
  { shape = /^\S.*[.?]$/s, alike = [], terms = false, omits = [], repeats = terms }: SentenceShape = {},
): SentenceGroup {
  const all = Object.entries<readonly object[]>(samples).flatMap(([kind, some]) =>
    some.map((each) => {
      // The samples under a kind are its arguments, which TypeScript cannot follow through a record.
      const say = (words: Words, says = each): string => sayer(words)({ ...says, kind } as unknown as Fact);
      return { kind, says: each, say };
    }),
  );
  return { title, kinds: Object.keys(samples), samples: all, shape, alike, terms, omits, repeats };
}
