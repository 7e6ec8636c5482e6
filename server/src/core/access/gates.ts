import type { Network, Vault } from "../network/network.ts";
import type { Caller, DirectCaller } from "./caller.ts";
import { gatesOverAll, overAll, type Paths } from "./consumer-paths.ts";
import type { Gate, Step } from "./decision.ts";
import type { GateFact } from "./gate-fact.ts";
import { everything, gate } from "./gate.ts";
import { ipRuleGate } from "./gate-ip-rules.ts";
import { managedEndpointGate } from "./gate-managed-endpoint.ts";
import { pathGates } from "./gate-path.ts";
import { perimeterGates } from "./gate-perimeter.ts";
import { privateEndpointGate } from "./gate-private-endpoint.ts";
import { defaultActionGate, publicAccessGate } from "./gate-settings.ts";
import { subnetRuleGate } from "./gate-subnet-rules.ts";
import { asServiceCaller, controlPlaneGate, trustedServiceGate } from "./gate-trusted-service.ts";

/**
 * What is on the way to a vault and the gates of the vault in the order in which Azure evaluates them, for one caller: the
 * only place that knows this order. Any criterion that allows the caller is sufficient
 * (https://learn.microsoft.com/azure/key-vault/general/authentication, the key vault request operation flow); disabled
 * public access overrides the rules but not the trusted services
 * (https://learn.microsoft.com/azure/key-vault/general/network-security); a perimeter overrides both.
 */
export function gatesOf(vault: Vault, network: Network, caller: Caller, paths: Paths): readonly Gate[] {
  return [
    // https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
    ...gatesOverAll(paths, (path) => pathGates(vault, network, path)),
    controlPlaneGate(caller),
    managedEndpointGate(vault, network, caller) ??
      overAll(paths, (path) => privateEndpointGate(vault, network, path)),
    ...perimeterGates(vault, network, asService(caller)),
    trustedServiceGate(vault, caller),
    publicAccessGate(vault),
    defaultActionGate(vault),
    overAll(paths, (path) => subnetRuleGate(vault, network, path)),
    overAll(paths, (path) => ipRuleGate(vault, network, path)),
    lastGate(vault),
  ];
}

/** Perimeter rules are about identities: for a consumer, what matters is its identity, not where it runs. */
function asService(caller: Caller): DirectCaller {
  return caller.kind === "consumer" ? asServiceCaller(caller.consumer) : caller;
}

/** Settles the remaining traffic, so that every request has an answer; `remainingFact` says what remains. */
function lastGate(vault: Vault): Gate {
  const span = vault.defaultAction.slot.entry ?? vault.defaultAction.slot.near;
  return gate({
    name: "default-deny",
    effect: "deny",
    settles: everything("yes"),
    reason: "DENY_DEFAULT_ACTION",
    facts: [],
    span,
  });
}

/** What the last gate of a vault does, which depends on what the steps before it left open. */
export function remainingFact(before: readonly Step[], { outcome }: Step): GateFact {
  if (outcome === "not-applicable") return { kind: "nothing-remains" };
  const perhaps = before.filter((step) => step.outcome === "maybe" && step.gate.effect === "allow");
  const isDefault = ({ gate: { name } }: Step): boolean => name === "default-action";
  return {
    kind: "nothing-matched",
    isRest: before.some((step) => step.outcome === "allow"),
    isCertain: perhaps.every(isDefault),
    denies: !perhaps.some(isDefault),
  };
}
