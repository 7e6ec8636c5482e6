import { nameOf } from "../access/vault-label.ts";
import type { Network } from "../network/network.ts";
import { serviceStanding } from "../services/standing.ts";
import { stopOnWay } from "./questions/blocked-path.ts";
import {
  atUse,
  deciding,
  mayHaveEndpoint,
  type Meeting,
  meetingsIn,
  withoutSlots,
} from "./questions/consumer-verdicts.ts";
import { isRunner } from "../services/consumers/consumer.ts";
import { missingPath } from "./questions/missing-path.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";

export const consumerBlocked: Rule = {
  code: "KV501",
  name: "consumer-blocked",
  severity: "warning",
  fixable: true,
  summary: "A resource of this deployment uses a vault that blocks it.",
  why: `With \`bypass\` set to *AzureServices*, the services on Microsoft's list are allowed, each for specific scenarios. Your own code on Azure is
not among them: Key Vault references in app settings, containers, pods, scripts. It needs its own path through the firewall. Here it
does not have one, so its calls fail with 403 *ForbiddenByFirewall* or *ForbiddenByConnection*.`,
  fix: `Run the resource in a subnet that has the service endpoint \`Microsoft.KeyVault\` and a rule on the vault, or give the vault a private
endpoint in the resource's network. If the subnet is declared here, the fix adds what is missing.`,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "app-service/app-service-key-vault-references",
    "key-vault/general/network-security",
  ),
  check: (network) =>
    withoutSlots(
      meetingsIn(network).filter((meeting) => isCutOff(meeting, network)),
      (meeting) => JSON.stringify(missingPath(meeting, network).obstacle),
    ).flatMap((meeting) => reportBlocked(meeting, network)),
};

/**
 * KV505 reports the machine that runs Terraform, and KV307 and others what never gets to the vault. The client of a reference that is
 * passed on is not known.
 */
function isCutOff(meeting: Meeting, network: Network): boolean {
  const { consumer, verdict } = meeting;
  const { service } = consumer;
  const { kind } = serviceStanding(service);
  if (verdict.verdict !== "denied" || stopOnWay(verdict) || mayHaveEndpoint(meeting, network)) return false;
  return (kind === "notTrusted" || kind === "unknown") && !isRunner(service);
}

export function reportBlocked(meeting: Meeting, network: Network): readonly Finding[] {
  if (!isCutOff(meeting, network)) return [];
  const { vault, consumer } = meeting;
  const path = missingPath(meeting, network);
  return [
    finding(vault, {
      fact: { kind: "KV501", consumer: nameOf(consumer.resource), obstacle: path.obstacle },
      ...atUse(meeting),
      decided: { kind: "consumer", consumer },
      related: deciding(meeting),
      fixes: path.fixes,
    }),
  ];
}
