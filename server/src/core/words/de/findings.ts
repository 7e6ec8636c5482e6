import { composeFindings } from "../compose-finding.ts";
import type { FindingFact } from "../../rules/facts/finding-fact.ts";
import { sayBy, sayValues } from "../words.ts";
import { callerFindings } from "./findings/callers.ts";
import { entryFindings } from "./findings/entries.ts";
import { exposureFindings } from "./findings/exposure.ts";
import { outsideFindings } from "./findings/outside.ts";
import { pathFindings } from "./findings/paths.ts";
import { relatedSentences } from "./findings/related.ts";
import { remarkFindings } from "./findings/remarks.ts";
import { inDigits, listAnd, listOr } from "./count.ts";
import { sayVault } from "./vault.ts";
import { place, testSentences } from "./access-tests.ts";

const sayFact = sayBy<FindingFact, [kv: string]>({
  ...exposureFindings,
  ...entryFindings,
  ...pathFindings,
  ...callerFindings,
  ...outsideFindings,
  ...remarkFindings,
  ...testSentences,
  "test-fails-here": ({ test, vault, because, ...where }) =>
    `Der Zugriffstest '${test}' schlägt für ${sayVault(vault)}${place(where)} fehl: ${sayRelated(because)}`,
});

export const sayRelated = sayBy(relatedSentences);

/** Was eine Regel meldet; Zusätze sagen, für welche Instanzen, Aufrufer und Umgebungen es gilt, wo nicht für alle. */
export const findingWords = composeFindings({
  fact: sayFact,
  vault: sayVault,
  listAnd,
  more: (count) => `${inDigits(count)} weitere`,
  assuming: (assumptions, sentence) =>
    `Mit ${listOr(assumptions.map((each) => listAnd(sayValues(each))))}: ${sentence}`,
  otherwise: (sentence) => `Sonst: ${sentence}`,
  whenCreated: "sobald angelegt",
  asDeployed: "mit bereitgestellten Werten",
  calledIn: (roots) => `bei Aufruf aus ${roots}`,
  inEnvironments: (names) => `in ${names}`,
});
