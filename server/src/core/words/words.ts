import type { Brief } from "../access/brief.ts";
import type { Note } from "../access/codes.ts";
import type { GateFact } from "../access/gate-fact.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { SyntaxFault } from "../syntax/syntax-fault.ts";

/** Languages that the product speaks, by their tags in BCP 47. */
export type Language = "en" | "de";

/**
 * Turns facts into sentences of one language. Everything that a person reads is made here, at the edge of the core, from codes and their
 * arguments; a code without its sentence does not compile.
 */
export interface Words {
  readonly language: Language;
  /** What stands at a gate and what it does to a caller: a sentence for each fact. */
  readonly gate: (facts: readonly GateFact[]) => string;
  /** What stands at a gate, in a word or two. */
  readonly brief: (brief: Brief) => string;
  readonly note: (note: Note) => string;
  /** What is wrong with the text of a template. */
  readonly syntax: (fault: SyntaxFault) => string;
  /** What an answer depends on: "parameter a and module b". */
  readonly causes: (causes: readonly Cause[]) => string;
}

/** The sentences of a union of facts: one for each kind, which is given the fact. */
export type Sentences<Fact extends { readonly kind: string }> = {
  readonly [Kind in Fact["kind"]]: (fact: FactOf<Fact, Kind>) => string;
};

/** The facts of a union that have a kind; several kinds with the same arguments may be one member of it. */
export type FactOf<Fact extends { readonly kind: string }, Kind extends string> = Fact extends {
  readonly kind: infer Kinds;
}
  ? Kind extends Kinds
    ? Fact
    : never
  : never;

/** Says each fact of a union by its own sentence. */
export function sayBy<Fact extends { readonly kind: string }>(
  sentences: Sentences<Fact>,
): (fact: Fact) => string {
  const byKind = new Map<string, (fact: never) => string>(Object.entries(sentences));
  // The sentence under a kind is given facts of that kind only, which TypeScript cannot follow through a map.
  return (fact) => byKind.get(fact.kind)?.(fact as never) ?? "";
}
