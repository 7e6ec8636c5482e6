import { nameOf } from "../access/say.ts";
import { finding } from "./finding.ts";
import type { Meeting } from "./questions/consumer-verdicts.ts";
import { atUse, deciding, meetingsIn } from "./questions/consumer-verdicts.ts";
import type { Finding, Rule } from "./rule.ts";
import { brokenTrust } from "../services/consumers/trust.ts";

export const identityNotCovered: Rule = {
  code: "KV506",
  name: "identity-not-covered",
  severity: "info",
  onByDefault: true,
  fixable: false,
  summary: "A service is trusted with one kind of identity or runtime only, and this one has another.",
  why: `Some services are trusted by half: API Management and Synapse pass the firewall with their system-assigned identity and not
with a user-assigned one; Data Factory passes on Azure's own runtime and not on a self-hosted one. The vault has no other way
in for them here.`,
  fix: "Let it use the identity or runtime that is trusted, or give it a subnet rule or a private endpoint.",
  references: [
    "https://learn.microsoft.com/azure/api-management/api-management-howto-use-managed-service-identity",
    "https://learn.microsoft.com/azure/synapse-analytics/security/workspaces-encryption",
    "https://learn.microsoft.com/azure/data-factory/store-credentials-in-key-vault",
  ],
  alsoKnownAs: [],
  check: (network) => meetingsIn(network).flatMap(checkMeeting),
};

function checkMeeting(meeting: Meeting): readonly Finding[] {
  const { vault, consumer, verdict } = meeting;
  const broken = verdict.verdict === "denied" ? brokenTrust(consumer) : null;
  if (!broken) return [];
  return [
    finding(vault, {
      fact: { kind: "KV506", consumer: nameOf(consumer.resource), ...broken },
      ...atUse(meeting),
      decided: { kind: "consumer", consumer },
      related: deciding(meeting),
    }),
  ];
}
