import type { CallerFact } from "./caller-facts.ts";
import type { EntryFact } from "./entry-facts.ts";
import type { ExposureFact } from "./exposure-facts.ts";
import type { OutsideFact } from "./outside-facts.ts";
import type { PathFact } from "./path-facts.ts";
import type { RemarkFact } from "./remark-facts.ts";
import type { DecidingFact, TestFact } from "../../access-file/test-fact.ts";
import type { VaultLabel } from "../../access/vault-label.ts";

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

/** What is reported about access tests: on the test, and at a deciding place. */
export type TestFinding =
  | TestFact
  | {
      readonly kind: "test-fails-here";
      readonly test: string;
      readonly environments: readonly string[];
      readonly vault: VaultLabel;
      readonly because: DecidingFact;
    };
