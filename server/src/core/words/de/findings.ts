import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { ExposureFact } from "../../rules/facts/exposure-facts.ts";
import type { FindingFact, RelatedFact } from "../../rules/facts/related-fact.ts";
import { composeFindings } from "../compose-finding.ts";
import { sayBy, sayValues, type Sentences } from "../words.ts";
import { exposures, place, testSentences } from "./access-tests.ts";
import { count, inDigits, listAnd, listOr, sayVault } from "./count.ts";
import { callerFindings } from "./findings/callers.ts";
import { entryFindings } from "./findings/entries.ts";
import { outsideFindings } from "./findings/outside.ts";
import { pathFindings } from "./findings/paths.ts";
import { remarkFindings, unread } from "./findings/remarks.ts";
import { sayGate } from "./gates.ts";

const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  ...said(messages.findings.exposureFindings, () => ({ digits: inDigits })),
  KV101: (fact, kv) => {
    const why =
      fact.because === "perimeter-rule"
        ? "ein Perimeter lässt alle Adressen zu"
        : open[fact.because](fact.property);
    return `${kv} ist von jeder öffentlichen Adresse erreichbar: ${why}.`;
  },
  KV102: ({ rules, holdsAll }, kv) => {
    const subject =
      typeof rules === "string"
        ? `${rules} lässt`
        : `${count(rules, "IP-Regel", "IP-Regeln")} zusammen lassen`;
    return `${subject} ${holdsAll ? "jede öffentliche" : "fast jede öffentliche"} IPv4-Adresse auf ${kv} zugreifen.`;
  },
};

const open = {
  allow: (property: string) => `${property} ist Allow`,
  "default-action-not-set": (property: string) => `${property} ist nicht angegeben (Allow angenommen)`,
  "rules-not-set": (property: string) => `${property} ist nicht angegeben`,
} as const;

const relatedSentences: Sentences<RelatedFact> = {
  ...said(messages.findings.relatedSentences, () => ({ vault: sayVault, gate: sayGate, exposures })),
  "case-decided": ({ when }) => `Mit ${listAnd(sayValues(when))} ist dies maßgeblich.`,
  "unread-module": ({ module, why }) => `${unread[why].what} '${module}' ${unread[why].one}.`,
};

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
  marks: { muted: "in einem Test", notCalled: "hier nicht aufgerufen" },
  calledIn: (roots) => `bei Aufruf aus ${roots}`,
  topFolder: "dem obersten Ordner",
  inEnvironments: (names) => `in ${names}`,
});
