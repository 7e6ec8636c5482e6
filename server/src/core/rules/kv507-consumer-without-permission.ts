import type { Network } from "../network/network.ts";
import { permissionOf } from "../services/consumers/grants.ts";
import { nameOf } from "../access/vault-label.ts";
import { atUse, type Meeting, meetingsIn } from "./questions/consumer-verdicts.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";

export const consumerWithoutPermission: Rule = {
  code: "KV507",
  name: "consumer-without-permission",
  severity: "info",
  onByDefault: false,
  references: learn("key-vault/general/rbac-guide", "key-vault/general/authentication"),
  check: (network) => meetingsIn(network).flatMap((meeting) => checkMeeting(meeting, network)),
};

function checkMeeting(meeting: Meeting, network: Network): Found {
  const { vault, consumer, verdict } = meeting;
  if (verdict.verdict !== "allowed" || permissionOf(consumer, vault, network).kind !== "missing") return [];
  return finding(vault, {
    fact: { kind: "KV507", consumer: nameOf(consumer.resource) },
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
  });
}
