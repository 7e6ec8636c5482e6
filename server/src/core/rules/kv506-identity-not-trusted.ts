import { nameOf } from "../access/vault-label.ts";
import { atUse, deciding, type Meeting, meetingsIn } from "./questions/consumer-verdicts.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";
import { brokenTrust } from "../services/consumers/trust.ts";

export const identityNotTrusted: Rule = {
  code: "KV506",
  name: "identity-not-trusted",
  severity: "info",
  references: learn(
    "api-management/api-management-howto-use-managed-service-identity",
    "synapse-analytics/security/workspaces-encryption",
    "data-factory/store-credentials-in-key-vault",
  ),
  check: (network) => meetingsIn(network).flatMap(checkMeeting),
};

function checkMeeting(meeting: Meeting): Found {
  const { vault, consumer, verdict } = meeting;
  const broken = verdict.verdict === "denied" ? brokenTrust(consumer) : null;
  if (!broken) return [];
  return finding(vault, {
    fact: { kind: "KV506", consumer: nameOf(consumer.resource), trusted: broken.trusted },
    ...(broken.trusted === "unknown" ? {} : { severity: "warning" as const }),
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: deciding(meeting),
  });
}
