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
  summary: "A resource can reach a vault, but nothing here gives its identity permission to use it.",
  why: `The firewall is only the first check. The vault then requires a token and a permission: a role if it uses RBAC, otherwise an access
policy. Here the network allows the caller, but there is no role assignment or access policy for its identity, so the vault still
returns 403. The permission may be granted elsewhere, which is why this rule is off by default.`,
  fix: "Assign a role such as *Key Vault Secrets User*, or add an access policy for the identity.",
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
