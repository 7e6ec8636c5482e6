import type { TestFinding } from "../../../rules/facts/test-facts.ts";
import type { Sentences } from "../../words.ts";
import { sayBy } from "../../words.ts";
import { testSentences } from "../access-tests.ts";
import { sayVault } from "../vault.ts";
import { relatedSentences } from "./related.ts";

const sayRelated = sayBy(relatedSentences);

export const testFindings: Sentences<TestFinding> = {
  ...testSentences,
  "test-fails-here": ({ test, environment, vault, because }) =>
    `Access test '${test}' fails for ${sayVault(vault)}${environment === null ? "" : ` in ${environment}`}. ${sayRelated(because)}`,
};
