import type { TestFinding } from "../../../rules/facts/test-facts.ts";
import { sayBy, type Sentences } from "../../words.ts";
import { place, testSentences } from "../access-tests.ts";
import { sayVault } from "../vault.ts";
import { relatedSentences } from "./related.ts";

const sayRelated = sayBy(relatedSentences);

export const testFindings: Sentences<TestFinding> = {
  ...testSentences,
  "test-fails-here": ({ test, vault, because, ...where }) =>
    `Der Zugriffstest '${test}' schlägt für ${sayVault(vault)}${place(where)} fehl: ${sayRelated(because)}`,
};
