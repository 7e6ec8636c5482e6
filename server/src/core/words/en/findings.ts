import { listAnd, listOr } from "../../text/list.ts";
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
import { inDigits } from "./count.ts";
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
    `Access test '${test}' fails for ${sayVault(vault)}${place(where)}. ${sayRelated(because)}`,
});

/** "Vault 'vaultName'" at the start; names in quotes and what a file spells itself stay as they are. */
function capital(sentence: string): string {
  return sentence.replace(/^vault '/, "Vault '");
}

export const sayRelated = sayBy(relatedSentences);

/** What a rule reports; endings say for which instances, roots and environments it holds, where not for all. */
export const findingWords = composeFindings({
  fact: (fact, kv) => capital(sayFact(fact, kv)),
  vault: sayVault,
  listAnd,
  more: (count) => `${inDigits(count)} more`,
  assuming: (assumptions, sentence) =>
    `With ${listOr(assumptions.map((each) => listAnd(sayValues(each))))}: ${sentence}`,
  otherwise: (sentence) => `Otherwise: ${sentence}`,
  whenCreated: "once created",
  asDeployed: "with deployed values",
  calledIn: (roots) => `as called in ${roots}`,
  inEnvironments: (names) => `in ${names}`,
});
