import { nameOf } from "../access/vault-label.ts";
import { spellingOf } from "../network/fields/field.ts";
import { allowTrustedServices, isBypassMissed } from "../fixes/fix.ts";
import { stopOnWay } from "./questions/blocked-path.ts";
import { atUse, deciding, isDeployment, type Meeting, meetingsIn } from "./questions/consumer-verdicts.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";
import { isTrusted } from "../services/consumers/trust.ts";

export const trustedConsumerBlocked: Rule = {
  code: "KV502",
  name: "trusted-consumer-blocked",
  severity: "warning",
  fixable: true,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "key-vault/general/network-security",
  ),
  check: (network) => meetingsIn(network).filter(isCutOff).map(report),
};

/** KV504 reports what Resource Manager reads during a deployment, and KV307 and others what never gets to the vault. */
function isCutOff({ consumer, verdict }: Meeting): boolean {
  if (verdict.verdict !== "denied" || stopOnWay(verdict)) return false;
  return isTrusted(consumer) && !isDeployment(consumer.service);
}

function report(meeting: Meeting): Finding {
  const { vault, consumer, verdict } = meeting;
  const isMissed = isBypassMissed(verdict);
  return finding(vault, {
    fact: {
      kind: "KV502",
      consumer: nameOf(consumer.resource),
      obstacle: isMissed ? "bypass" : "perimeter",
      property: spellingOf(vault.bypass),
    },
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: deciding(meeting),
    fixes: isMissed ? allowTrustedServices(vault, true) : [],
  });
}
