import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { AdviceFact, DriftFact, ExplainedShape } from "../../access/refusal.ts";
import { listOr } from "../../text/list.ts";
import { type RefusalWords, sayBy } from "../words.ts";
import { sayVault } from "./vault.ts";
import { failureAdvice, failureMeanings, sayHint, sayRemedy } from "./connections.ts";

const meanings: Readonly<Record<ExplainedShape, string>> = {
  ...failureMeanings,
  ...terms.refusals.meanings,
};

const fits = { deny: "blocked", maybe: "may be blocked" } as const;

const drift = sayBy<DriftFact>({
  ...said(messages.refusals.drift),
  "only-deployed": ({ property, entries }) =>
    `${property}: the state has ${entries.join(", ")}, the template does not`,
  "only-in-template": ({ property, entries }) =>
    `${property}: the template has ${entries.join(", ")}, the state does not`,
  "vault-perhaps-declared": ({ vaults }) =>
    `not compared: only in the state, unless it is ${listOr(vaults.map((each) => `'${each}'`))}, whose name is not known before the deployment`,
});

const advice = sayBy<AdviceFact>({
  ...said(messages.refusals.advice),
  ...failureAdvice,
  candidates: ({ vault, among, uncalled }) =>
    `${vault === null ? "The text does not name the vault" : `No template here is known to declare ${vault}`}: it may be ${listOr(among.map(sayVault))}${uncalled.length === 0 ? "" : `; or, in a module that nothing calls, ${listOr(uncalled.map(sayVault))}`}.`,
});

/** What a 403 means, and what to do about it. */
export const refusals: RefusalWords = {
  meaning: (shape) => meanings[shape],
  drift,
  advice,
  fits,
  hint: sayHint,
  remedy: sayRemedy,
};
