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
  setting: ({ property, deployed, by, template, byDefault }) =>
    `${property}: the ${by} says ${deployed}, the template says ${template}${byDefault ? " (by default)" : ""}`,
  "only-deployed": ({ property, entries }) =>
    `${property}: the state has ${entries.join(", ")}, the template does not`,
  "only-in-template": ({ property, entries }) =>
    `${property}: the template has ${entries.join(", ")}, the state does not`,
  "vault-only-deployed": () => "only in the state: no template declares this vault",
  "vault-perhaps-unread": () =>
    "not compared: only in the state, but a part of the templates that was not read may declare it",
  "vault-perhaps-declared": ({ vaults }) =>
    `not compared: only in the state, unless it is ${listOr(vaults.map((each) => `'${each}'`))}, whose name is not known before the deployment`,
  "vault-only-declared": () => "only in the template: the state does not contain this vault",
  "vault-not-in-part": () => "not compared: the state is incomplete and does not contain this vault",
  "vault-not-compared": () => "not compared: its name is not known before the deployment",
});

const advice = sayBy<AdviceFact>({
  ...failureAdvice,
  "grant-role": () =>
    "Give the caller a role such as Key Vault Secrets User on the vault, or an access policy if the vault uses access policies; changing the firewall would not help.",
  "correct-dns-record": () =>
    "Private DNS resolves this host name to another vault's private endpoint: correct its record.",
  "no-template": ({ vault }) =>
    `No template here declares ${vault ?? "the vault"}, so only the text of the error is explained.`,
  candidates: ({ vault, among, uncalled }) =>
    `${vault === null ? "The text does not name the vault" : `No template here is known to declare ${vault}`}: it may be ${listOr(among.map(sayVault))}${uncalled.length === 0 ? "" : `; or, in a module that nothing calls, ${listOr(uncalled.map(sayVault))}`}.`,
  "private-client": ({ client }) =>
    `${client} is a private address, which Key Vault sees only if the service endpoint of the caller's subnet is on; no IP rule can match it.`,
  "deployed-differs": () =>
    "The template allows this client, so the deployed vault differs from it, or the request took another path.",
  "compare-deployed": () =>
    "Check whether this version of the template is deployed: compare it with the vault's networkAcls in Azure.",
  "check-egress": ({ client }) => `Check whether ${client} is still the outbound address of the caller.`,
  "service-endpoint-hides-address": () =>
    "If the service endpoint of the caller's subnet is on, Key Vault sees the subnet, and IP rules do not match.",
  "check-private-dns": () =>
    "Check whether private DNS resolves the vault's name to its private endpoint for the caller.",
  "perimeter-rule": () =>
    "Add an inbound access rule for the caller's address or subscription to the profile of the perimeter, or let it use a private endpoint.",
  "network-allows": () =>
    "By the template, the network allows this caller: a missing permission is more likely, or the deployed vault differs.",
  "check-permission": () =>
    "Check that the caller's identity has a role such as Key Vault Secrets User on the vault, or an access policy if the vault uses access policies.",
  "policy-demands": () =>
    "The message names the policy's assignment: write what it demands into the template, or have the vault exempted.",
  "turn-on-endpoint": ({ subnet }) =>
    `Turn on the Microsoft.KeyVault service endpoint of subnet ${subnet} before a vault lists it.`,
  "remove-address": ({ rule }) =>
    `Remove ${rule}: private addresses reach a vault over a subnet rule or a private endpoint.`,
  "hosted-agents": () =>
    "Azure DevOps and GitHub Actions are not trusted services; their hosted agents call from addresses that change.",
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
