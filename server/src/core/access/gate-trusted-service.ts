import { causesOf, is } from "../evaluate/values/value.ts";
import { all, type Truth, truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import { type Service, type ServiceStanding, serviceStanding } from "../services/service.ts";
import { isRuledOut, meetsCondition } from "../services/consumers/trust.ts";
import type { Caller, ServiceCaller } from "./caller.ts";
import type { Note } from "./codes.ts";
import { type Gate, everything, gate, idleGate } from "./decision.ts";
import { bypass } from "./effective.ts";
import type { GateFact, TrustNeed } from "./gate-fact.ts";
import { placeOf } from "./gate-settings.ts";

/**
 * The firewall does not apply to requests through Azure Resource Manager
 * (https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints).
 */
export function controlPlaneGate(caller: Caller): Gate {
  const service = serviceOf(caller);
  if (!service || serviceStanding(service).kind !== "controlPlane")
    return idleGate("control-plane", { kind: "data-plane-only" });
  return gate({
    name: "control-plane",
    effect: "allow",
    settles: everything("yes"),
    reason: "ALLOW_CONTROL_PLANE",
    facts: [{ kind: "through-control-plane", service: service.id }],
    notes: ["NOTE_CONTROL_PLANE"],
  });
}

/**
 * The bypass allows trusted services in the scenarios they are trusted for, even while public access is disabled
 * (https://learn.microsoft.com/azure/key-vault/general/network-security).
 */
export function trustedServiceGate(vault: Vault, caller: Caller): Gate {
  const trusted = trustOf(vault, caller);
  const setting = bypass(vault);
  const span = placeOf(vault.bypass);
  if (trusted === null || trusted.answer === "no")
    return idleGate("trusted-service", trusted?.fact ?? { kind: "no-service" }, span);
  const on = is(setting.value, (word) => truth(word === "AzureServices"));
  const passes = all([on, trusted.answer]);
  return gate({
    name: "trusted-service",
    effect: "allow",
    settles: everything(passes),
    reason: "ALLOW_TRUSTED_SERVICE",
    openReason: on === "yes" ? "DEPENDS_SERVICE" : null,
    because: causesOf(setting.value),
    facts: [
      ...(trusted.fact ? [trusted.fact] : []),
      { kind: "bypass", allows: on, because: causesOf(setting.value) },
    ],
    span,
    notes: on === "no" ? [] : [...notesOf(trusted.answer), ...(setting.note ? [setting.note] : [])],
  });
}

interface Trust {
  readonly answer: Truth;
  /** The catalog's entry; null for trusted services in general. */
  readonly fact: GateFact | null;
}

function trustOf(vault: Vault, caller: Caller): Trust | null {
  if (caller.kind === "trustedService") return { answer: "yes", fact: null };
  const service = serviceOf(caller);
  if (!service) return null;
  const standing = serviceStanding(service);
  if (vault.kind === "managedHsm" && standing.kind !== "notTrusted" && standing.kind !== "followClient") {
    return {
      answer: "maybe",
      fact: { kind: "trust-unclear", service: service.id, why: "managed-hsm" },
    };
  }
  if (caller.kind === "consumer" && isRuledOut(caller.consumer))
    return { answer: "no", fact: { kind: "untrusted", service: service.id, why: "ruled-out-identity" } };
  return caller.kind === "consumer" && standing.kind === "trustedIf"
    ? trustOfConsumer(caller.consumer, standing)
    : trustByStanding(service, standing);
}

function serviceOf(caller: Caller): Service | null {
  if (caller.kind === "consumer") return caller.consumer.service;
  return caller.kind === "service" ? caller.service : null;
}

/** For a consumer, the conditions of its trust are known if its template states them. */
function trustOfConsumer(
  consumer: Pick<Consumer, "service" | "identity" | "runtime">,
  standing: Extract<ServiceStanding, { readonly kind: "trustedIf" }>,
): Trust {
  const answer = meetsCondition(consumer, standing);
  const isMet = answer === "maybe" ? null : answer === "yes";
  return {
    answer,
    fact: { kind: "trusted-if", service: consumer.service.id, need: needOf(standing), isMet },
  };
}

/**
 * Whether a caller has its own network path that rules could list. Trusted services and those that may be trusted call
 * from Microsoft's own machines: they are allowed by the bypass or not at all.
 */
export function callsFromOwnPath({ service, hasOwnPath }: ServiceCaller): boolean {
  const { kind } = serviceStanding(service);
  return kind === "notTrusted" || kind === "followClient" || hasOwnPath === true;
}

/** A consumer as a caller of its service. Requests that the trust of its service does not cover use their own path. */
export function asServiceCaller({ place, ...consumer }: Consumer): ServiceCaller {
  const { service } = consumer;
  const standing = serviceStanding(service);
  const isTrusted = standing.kind !== "trustedIf" || meetsCondition(consumer, standing) === "yes";
  return { kind: "service", service, isOutside: place.kind === "outside", hasOwnPath: !isTrusted };
}

function trustByStanding({ id: service }: Service, standing: ServiceStanding): Trust {
  switch (standing.kind) {
    case "trusted":
      return { answer: "yes", fact: { kind: "trusted-scenario", service } };
    case "trustedIf":
      return {
        answer: "maybe",
        fact: { kind: "trusted-if", service, need: needOf(standing), isMet: null },
      };
    case "unknown":
      return { answer: "maybe", fact: { kind: "trust-unclear", service, why: standing.because } };
    case "notTrusted":
      return { answer: "no", fact: { kind: "untrusted", service, why: "not-listed" } };
    case "followClient":
      return { answer: "no", fact: { kind: "untrusted", service, why: "calls-from-client" } };
    case "controlPlane":
      return { answer: "no", fact: { kind: "untrusted", service, why: "no-data-plane" } };
  }
}

function needOf(standing: Extract<ServiceStanding, { readonly kind: "trustedIf" }>): TrustNeed {
  return standing.needs === "runtime" ? "azure-runtime" : standing.identity;
}

function notesOf(answer: Truth): readonly Note[] {
  return answer === "yes" ? ["NOTE_SCENARIO_LIMITED", "NOTE_NEEDS_PERMISSION"] : ["NOTE_NEEDS_PERMISSION"];
}
