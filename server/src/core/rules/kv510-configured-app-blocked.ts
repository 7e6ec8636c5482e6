import { nameOf } from "../access/vault-label.ts";
import type { Network } from "../network/network.ts";
import { stopOnWay } from "./questions/blocked-path.ts";
import {
  addressMeetingsIn,
  atUse,
  deciding,
  mayHaveEndpoint,
  type Meeting,
  withoutSlots,
} from "./questions/consumer-verdicts.ts";
import { missingPath } from "./questions/missing-path.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";

export const configuredAppBlocked: Rule = {
  code: "KV510",
  name: "configured-app-blocked",
  severity: "info",
  fixable: true,
  summary: "An app is configured with the address of a vault that blocks it.",
  why: `A setting, environment variable, or argument of the app holds the vault's URI or name, so its code probably reads the vault with an SDK.
Code on Azure is not a trusted service: it needs its own path through the firewall. Here it does not have one, so its calls fail with 403
*ForbiddenByFirewall* or *ForbiddenByConnection*. Key Vault references and secrets that are declared are reported as KV501.`,
  fix: `Run the app in a subnet that has the service endpoint \`Microsoft.KeyVault\` and a rule on the vault, or give the vault a private
endpoint in the app's network. If the subnet is declared here, the fix adds what is missing.`,
  references: learn(
    "key-vault/general/overview-vnet-service-endpoints",
    "key-vault/general/network-security",
  ),
  check: (network) =>
    withoutSlots(
      addressMeetingsIn(network).filter(
        (meeting) =>
          meeting.verdict.verdict === "denied" &&
          !stopOnWay(meeting.verdict) &&
          !mayHaveEndpoint(meeting, network),
      ),
      (meeting) => JSON.stringify(missingPath(meeting, network).obstacle),
    ).map((meeting) => report(meeting, network)),
};

function report(meeting: Meeting, network: Network): Finding {
  const { vault, consumer } = meeting;
  const path = missingPath(meeting, network);
  return finding(vault, {
    fact: { kind: "KV510", app: nameOf(consumer.resource), obstacle: path.obstacle },
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: deciding(meeting),
    fixes: path.fixes,
  });
}
