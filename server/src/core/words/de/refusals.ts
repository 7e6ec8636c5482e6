import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { AdviceFact, DriftFact, ExplainedShape } from "../../access/refusal.ts";
import { type RefusalWords, sayBy } from "../words.ts";
import { listOr, sayVault } from "./count.ts";
import { failureAdvice, failureMeanings, sayHint, sayRemedy } from "./connections.ts";

const meanings: Readonly<Record<ExplainedShape, string>> = {
  ...failureMeanings,
  ...terms.refusals.meanings,
};

const fits = { deny: "blockiert", maybe: "möglicherweise blockiert" } as const;

const drift = sayBy<DriftFact>({
  ...said(messages.refusals.drift),
  "only-deployed": ({ property, entries }) =>
    `${property}: nur im Zustand ${entries.join(", ")}, nicht in der Vorlage`,
  "only-in-template": ({ property, entries }) =>
    `${property}: nur in der Vorlage ${entries.join(", ")}, nicht im Zustand`,
  "vault-perhaps-declared": ({ vaults }) =>
    `nicht verglichen: nur im Zustand, falls es nicht ${listOr(vaults.map((each) => `'${each}'`))} ist, dessen Name vor der Bereitstellung nicht feststeht`,
});

const advice = sayBy<AdviceFact>({
  ...said(messages.refusals.advice),
  ...failureAdvice,
  candidates: ({ vault, among, uncalled }) =>
    `${vault === null ? "Der Text nennt den Key Vault nicht" : `Von keiner Vorlage hier ist bekannt, dass sie ${vault} deklariert`}: Es kann sich um ${listOr(among.map(sayVault))} handeln${uncalled.length === 0 ? "" : `, oder in einem Modul, das nichts aufruft, um ${listOr(uncalled.map(sayVault))}`}.`,
});

/** Was ein 403 bedeutet und was dagegen hilft. */
export const refusals: RefusalWords = {
  meaning: (shape) => meanings[shape],
  drift,
  advice,
  fits,
  hint: sayHint,
  remedy: sayRemedy,
};
