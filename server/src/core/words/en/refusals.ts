import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { AdviceFact, DriftFact, ExplainedShape } from "../../access/refusal.ts";
import { listOr } from "../../text/list.ts";
import { type RefusalWords, sayBy } from "../words.ts";
import { sayVault } from "./vault.ts";
import { failureAdvice, failureMeanings, sayHint, sayRemedy } from "./connections.ts";

const meanings: Readonly<Record<ExplainedShape, string>> = {
  ...failureMeanings,
  firewall:
    "The vault's firewall is on: no rule lists the address it saw, and the caller is not a trusted service.",
  "firewall-bypass-none":
    "The vault's firewall is on: no rule lists the address it saw, and bypass for trusted services is off.",
  disabled:
    "Public network access is disabled: the call used neither an approved private endpoint nor a trusted service.",
  "disabled-bypass-none":
    "Public network access is disabled: the call did not use an approved private endpoint, and bypass for trusted services is off.",
  "wrong-endpoint": "The call used a private endpoint that belongs to another vault.",
  permission: "The network allowed this call; a permission is missing.",
  unknown:
    "A key vault rejected the call; the text does not say whether the network or a missing permission is the cause.",
  perimeter:
    "A network security perimeter rejected the call: none of its rules allows the caller, and private endpoints would bypass it.",
  consumer:
    "A service could not use the key vault; its text does not say whether the network or a missing permission is the cause.",
  "rejected-address":
    "Azure rejected the deployment: an IP rule is a private address, and IP rules accept only public ones.",
  "rejected-subnet":
    "Azure rejected the deployment: a subnet rule names a subnet that has no service endpoint for Key Vault.",
  "rejected-policy": "Azure Policy rejected the deployment of the vault; nothing was changed.",
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
