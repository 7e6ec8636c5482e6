import type { Value } from "../evaluate/values/value.ts";
import { causesOf, is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Field } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import type { Span } from "../text/span.ts";
import type { Gate } from "./decision.ts";
import type { Effective } from "./effective.ts";
import { defaultAction, publicAccess } from "./effective.ts";
import { everything, gate, idleGate } from "./gate.ts";
import { sayCauses } from "./say.ts";

/**
 * Public access secured by perimeter hands all remaining traffic to a perimeter. Without an association in sight it denies
 * everything, trusted services too (https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition).
 */
export function perimeterGate(vault: Vault): Gate {
  if (vault.kind === "managedHsm") return idleGate("perimeter", "Managed HSMs take no part in perimeters.");
  const { value, note } = publicAccess(vault);
  const secured = is(value, (word) => truth(word === "SecuredByPerimeter"));
  return gate({
    name: "perimeter",
    effect: "deny",
    settles: everything(secured),
    reason: "DENY_PERIMETER",
    because: causesOf(value),
    text: perimeterText(secured, value),
    span: secured === "no" ? null : placeOf(vault.publicNetworkAccess),
    notes: secured === "yes" && note ? [note] : [],
  });
}

/** Disabled public access denies whatever has not passed before, rules or not. */
export function publicAccessGate(vault: Vault): Gate {
  const setting = publicAccess(vault);
  const { value } = setting;
  const disabled = is(value, (word) => truth(word === "Disabled"));
  return gate({
    name: "public-access",
    effect: "deny",
    settles: everything(disabled),
    reason: "DENY_PUBLIC_ACCESS_DISABLED",
    because: causesOf(value),
    text: publicAccessText(setting),
    span: placeOf(vault.publicNetworkAccess),
    notes: setting.note && !isSecured(value) ? [setting.note] : [],
  });
}

/** A default action of Allow admits everybody: the firewall is off. */
export function defaultActionGate(vault: Vault): Gate {
  const setting = defaultAction(vault);
  const allows = is(setting.value, (word) => truth(word === "Allow"));
  return gate({
    name: "default-action",
    effect: "allow",
    settles: everything(allows),
    reason: "ALLOW_FIREWALL_OFF",
    because: causesOf(setting.value),
    text: defaultActionText(vault, setting),
    span: placeOf(vault.defaultAction),
    notes: setting.note ? [setting.note] : [],
  });
}

/** Then the gate of the perimeter has said all there is to say. */
function isSecured(value: Value<string>): boolean {
  return value.kind === "known" && value.value === "SecuredByPerimeter";
}

/** Where a setting is written, or near which it would be. */
export function placeOf(field: Field<unknown>): Span {
  const { value, slot } = field;
  return value.kind === "absent" ? slot.near : value.origin.span;
}

function perimeterText(secured: "yes" | "no" | "maybe", value: Value<unknown>): string {
  switch (secured) {
    case "yes":
      return "Public network access is secured by perimeter, and no association with a perimeter is declared here.";
    case "no":
      return "No perimeter.";
    case "maybe":
      return `Whether a perimeter decides depends on ${sayCauses(causesOf(value))}.`;
  }
}

function publicAccessText({ value, byDefault }: Effective<string>): string {
  if (byDefault) return "Public network access is not set; it is enabled by default.";
  if (value.kind !== "known")
    return `Whether public network access is enabled depends on ${sayCauses(causesOf(value))}.`;
  return value.value === "Disabled"
    ? "Public network access is disabled."
    : "Public network access is enabled.";
}

function defaultActionText(vault: Vault, { value, byDefault }: Effective<string>): string {
  if (byDefault && vault.networkAcls.value.kind === "absent") {
    return "Network rules are not set, so the firewall is off by default.";
  }
  if (byDefault) return "The default action is not set; Allow is assumed, so the firewall is off.";
  if (value.kind !== "known") return `The default action depends on ${sayCauses(causesOf(value))}.`;
  return value.value === "Allow"
    ? "The default action is Allow: the firewall is off."
    : "The default action is Deny.";
}
