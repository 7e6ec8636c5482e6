import { causesOf, is } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import { all, truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import type { Service } from "../services/service.ts";
import type { ServiceStanding } from "../services/standing.ts";
import { serviceStanding } from "../services/standing.ts";
import type { Caller, ServiceCaller } from "./caller.ts";
import type { Note } from "./codes.ts";
import type { Gate } from "./decision.ts";
import { bypass } from "./effective.ts";
import { everything, gate, idleGate } from "./gate.ts";
import { placeOf } from "./gate-settings.ts";
import { sayCauses } from "./say.ts";

/**
 * What goes through Azure Resource Manager never meets the firewall
 * (https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints).
 */
export function controlPlaneGate(caller: Caller): Gate {
  const dataPlane =
    "Data plane only: deployments and changes of the vault itself are not filtered by these rules.";
  const service = serviceOf(caller);
  if (!service || serviceStanding(service).kind !== "controlPlane") {
    return idleGate("control-plane", dataPlane);
  }
  return gate({
    name: "control-plane",
    effect: "allow",
    settles: everything("yes"),
    reason: "ALLOW_CONTROL_PLANE",
    text: `${service.name} goes through Azure Resource Manager, which these rules do not filter.`,
    notes: ["NOTE_CONTROL_PLANE"],
  });
}

/**
 * The bypass admits trusted services in the scenarios they are trusted for, also while public access is disabled
 * (https://learn.microsoft.com/azure/key-vault/general/network-security).
 */
export function trustedServiceGate(vault: Vault, caller: Caller): Gate {
  const trusted = trustOf(vault, caller);
  const setting = bypass(vault);
  const span = placeOf(vault.bypass);
  if (trusted === null || trusted.answer === "no") {
    return idleGate("trusted-service", trusted?.text ?? "This caller is no trusted service.", span);
  }
  const on = is(setting.value, (word) => truth(word === "AzureServices"));
  const passes = all([on, trusted.answer]);
  return gate({
    name: "trusted-service",
    effect: "allow",
    settles: everything(passes),
    reason: "ALLOW_TRUSTED_SERVICE",
    openReason: on === "yes" ? "DEPENDS_SERVICE" : null,
    because: causesOf(setting.value),
    text: trustedText(on, trusted, vault),
    span,
    notes: on === "no" ? [] : [...notesOf(trusted.answer), ...(setting.note ? [setting.note] : [])],
  });
}

interface Trust {
  readonly answer: Truth;
  /** What the catalogue says, as a sentence. */
  readonly text: string;
}

function trustOf(vault: Vault, caller: Caller): Trust | null {
  if (caller.kind === "trustedService") return { answer: "yes", text: "Trusted services pass." };
  const service = serviceOf(caller);
  if (!service) return null;
  const standing = serviceStanding(service);
  if (vault.kind === "managedHsm" && standing.kind !== "notTrusted" && standing.kind !== "followClient") {
    return {
      answer: "maybe",
      text: `Which scenarios of ${service.name} are trusted is published for vaults, not for managed HSMs.`,
    };
  }
  return caller.kind === "consumer" && standing.kind === "trustedIf"
    ? trustOfConsumer(caller.consumer, standing)
    : trustByStanding(service, standing);
}

function serviceOf(caller: Caller): Service | null {
  if (caller.kind === "consumer") return caller.consumer.service;
  return caller.kind === "service" ? caller.service : null;
}

/** Of a consumer it is known what its trust hangs on, as far as its template says it. */
function trustOfConsumer(
  { service, identity, runtime }: Pick<Consumer, "service" | "identity" | "runtime">,
  standing: Extract<ServiceStanding, { readonly kind: "trustedIf" }>,
): Trust {
  const answer =
    standing.needs === "runtime"
      ? is(runtime, (kind) => truth(kind === "azure"))
      : is(identity, (kind) => truth(`${kind}-assigned` === standing.identity));
  const text = `${service.name} is trusted only ${sayNeed(standing)}`;
  if (answer === "maybe") return { answer, text: `${text}.` };
  return { answer, text: `${text}, and ${answer === "yes" ? "this one is" : "this one is not"}.` };
}

/**
 * Whether a caller has a network path of its own that rules could name. Trusted services and those that may be trusted call
 * from Microsoft's own machines: they pass by the bypass or not at all.
 */
export function callsFromOwnPath({ service, hasOwnPath }: ServiceCaller): boolean {
  const { kind } = serviceStanding(service);
  return kind === "notTrusted" || kind === "followClient" || hasOwnPath === true;
}

/** A consumer as a caller of its service. What the trust of its service does not reach comes by a path of its own. */
export function asServiceCaller({ place, ...consumer }: Consumer): ServiceCaller {
  const { service } = consumer;
  const standing = serviceStanding(service);
  const isTrusted = standing.kind !== "trustedIf" || trustOfConsumer(consumer, standing).answer === "yes";
  return { kind: "service", service, isOutside: place.kind === "outside", hasOwnPath: !isTrusted };
}

function trustByStanding(service: Service, standing: ServiceStanding): Trust {
  const { name } = service;
  switch (standing.kind) {
    case "trusted":
      return {
        answer: "yes",
        text: `${name} is a trusted service, for one scenario: ${asSentence(service.scenario.text)}`,
      };
    case "trustedIf":
      return { answer: "maybe", text: `${name} is trusted only ${sayNeed(standing)}.` };
    case "unknown":
      return {
        answer: "maybe",
        text: `${name} is not on the list of trusted services; whether it passes is not documented for certain.`,
      };
    case "notTrusted":
      return { answer: "no", text: `${name} is not a trusted service.` };
    case "followClient":
      return { answer: "no", text: `${name} calls from its client's own address.` };
    case "controlPlane":
      return { answer: "no", text: `${name} does not use the data plane.` };
  }
}

/** Half of the rows of Microsoft's table end without a full stop. */
function asSentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

function sayNeed(standing: Extract<ServiceStanding, { readonly kind: "trustedIf" }>): string {
  if (standing.needs === "runtime") return "on the Azure-hosted runtime";
  return `with a ${standing.identity} identity`;
}

function trustedText(on: Truth, trusted: Trust, vault: Vault): string {
  switch (on) {
    case "yes":
      return `${trusted.text} The bypass lets trusted services in.`;
    case "no":
      return `${trusted.text} The bypass is None, so it does not pass.`;
    case "maybe":
      return `${trusted.text} Whether trusted services pass depends on ${sayCauses(causesOf(bypass(vault).value))}.`;
  }
}

function notesOf(answer: Truth): readonly Note[] {
  return answer === "yes" ? ["NOTE_SCENARIO_LIMITED", "NOTE_NEEDS_PERMISSION"] : ["NOTE_NEEDS_PERMISSION"];
}
