import type { AdviceFact, DriftFact, ForbiddenShape } from "../../../server/src/core/access/refusal.ts";
import type { Samples } from "../sentence-group.ts";
import { sentences } from "../sentence-group.ts";

const shapes: Samples<{ readonly kind: ForbiddenShape }> = {
  firewall: [{}],
  "firewall-bypass-none": [{}],
  disabled: [{}],
  "disabled-bypass-none": [{}],
  "wrong-endpoint": [{}],
  permission: [{}],
  unknown: [{}],
};

const setting = { property: "bypass", deployed: "None", template: "AzureServices" } as const;
const drift: Samples<DriftFact> = {
  setting: [
    { ...setting, by: "service", byDefault: false },
    { ...setting, by: "service", byDefault: true },
    { ...setting, by: "state", byDefault: false },
  ],
  "only-deployed": [{ property: "ipRules", entries: ["FIRST", "SECOND"] }],
  "only-in-template": [{ property: "ipRules", entries: ["FIRST", "SECOND"] }],
  "vault-only-deployed": [{}],
  "vault-only-declared": [{}],
  "vault-not-compared": [{}],
};

const vaults = [{ vault: "VAULT" }, { vault: null }] as const;
const advice: Samples<AdviceFact> = {
  "grant-role": [{}],
  "correct-dns-record": [{}],
  "deployed-differs": [{}],
  "compare-deployed": [{}],
  "service-endpoint-hides-address": [{}],
  "check-private-dns": [{}],
  "hosted-agents": [{}],
  "no-template": vaults,
  "private-client": [{ client: "CLIENT" }],
  "check-egress": [{ client: "CLIENT" }],
};

const title = { shape: /^\S.*[^.]$/ };

export const meaningSentences = sentences(
  "What a 403 error means",
  shapes,
  ({ refusals }) =>
    ({ kind }) =>
      refusals.meaning(kind),
);
export const driftSentences = sentences(
  "Differences from a template",
  drift,
  ({ refusals }) => refusals.drift,
  title,
);
export const adviceSentences = sentences("Advice on a 403 error", advice, ({ refusals }) => refusals.advice);
