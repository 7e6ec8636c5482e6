import type { CallerFact } from "./caller-facts.ts";
import type { EntryFact } from "./entry-facts.ts";
import type { ExposureFact } from "./exposure-facts.ts";
import type { OutsideFact } from "./outside-facts.ts";
import type { PathFact } from "./path-facts.ts";
import type { RemarkFact } from "./remark-facts.ts";
import type { TestFinding } from "./test-facts.ts";

/**
 * What a rule finds wrong, by the rule's code, with the arguments of its sentence other than the vault's name. `words` makes the sentence; a
 * fact without one does not compile.
 */
export type FindingFact =
  | ExposureFact
  | EntryFact
  | PathFact
  | CallerFact
  | OutsideFact
  | RemarkFact
  | TestFinding;
