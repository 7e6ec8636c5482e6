import type { Absent, Value } from "../evaluate/values/value.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, Vault } from "../network/network.ts";
import { sameVault } from "../network/writes/writes.ts";
import { grantsTo } from "../services/consumers/grants.ts";
import { finding } from "./finding.ts";
import { nameOf } from "../access/say.ts";
import type { Meeting } from "./questions/consumer-verdicts.ts";
import { atUse, meetingsIn } from "./questions/consumer-verdicts.ts";
import type { Finding, Rule } from "./rule.ts";

export const consumerWithoutPermission: Rule = {
  code: "KV507",
  name: "consumer-without-permission",
  severity: "info",
  onByDefault: false,
  fixable: false,
  summary: "A resource can reach a vault, but nothing here gives its identity permission to use it.",
  why: `The firewall is only the first check. The vault then requires a token and a permission: a role if it uses RBAC, otherwise an access
policy. Here the network allows the caller, but there is no role assignment or access policy for its identity, so the vault still
returns 403. The permission may be granted elsewhere, which is why this rule is off by default.`,
  fix: "Assign a role such as *Key Vault Secrets User*, or add an access policy for the identity.",
  references: [
    "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
    "https://learn.microsoft.com/azure/key-vault/general/authentication",
  ],
  alsoKnownAs: [],
  check: (network) => meetingsIn(network).flatMap((meeting) => checkMeeting(meeting, network)),
};

function checkMeeting(meeting: Meeting, network: Network): readonly Finding[] {
  const { vault, consumer, verdict } = meeting;
  const asks = consumer.identity.kind === "known" && consumer.identity.value !== "none";
  if (verdict.verdict !== "allowed" || !asks || needsNoGrant(meeting)) return [];
  if (mayDeclareAbout(network, vault, consumer.resource) || mayBePermitted(meeting, network)) return [];
  return [
    finding(vault, {
      fact: { kind: "KV507", consumer: nameOf(consumer.resource) },
      ...atUse(meeting),
      decided: { kind: "consumer", consumer },
    }),
  ];
}

/**
 * Instead of the resource's identity, a Microsoft principal or the platform may call. Azure Machine Learning gives
 * the identity of a workspace its permissions itself
 * (https://learn.microsoft.com/azure/machine-learning/how-to-setup-authentication).
 */
function needsNoGrant({ consumer: { service } }: Meeting): boolean {
  const { bypassRequires } = service.identity;
  const isElse = bypassRequires === "platform" || bypassRequires === "first-party-sp";
  return isElse || service.id === "azure-machine-learning";
}

/** Whether it has permission, or a principal that only Azure can identify has. */
function mayBePermitted({ vault, consumer }: Meeting, network: Network): boolean {
  const isGranted = grantsTo(consumer.resource.instance, network).some(
    ({ vault: link }) => link.kind === "declared" && sameVault(link.to, vault),
  );
  return isGranted || principalsAt(vault, network).some((principal) => principal?.kind !== "known");
}

/** The principals with a permission on a vault; null for those that are not known. */
function principalsAt(vault: Vault, network: Network): readonly (Value | Absent | null)[] {
  const policies = network.accessPolicies.filter(
    ({ vault: link }) => link.kind !== "declared" || sameVault(link.to, vault),
  );
  return [
    ...policies.flatMap((each) => each.policies.map(({ principal }) => principal.value)),
    ...policies.filter(({ open }) => open.length > 0).map(() => null),
    // A role may apply to a single key, or to the vault's resource group or subscription.
    ...network.roleAssignments.map(({ principal }) => principal.value),
  ];
}
