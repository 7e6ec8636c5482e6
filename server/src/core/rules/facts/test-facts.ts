import type { DecidingFact, TestFact } from "../../access-file/test-fact.ts";
import type { VaultLabel } from "../../access/vault-label.ts";

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
