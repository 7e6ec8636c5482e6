import { causesOf, is, type Value } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Field } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import type { Span } from "../text/document.ts";
import { type Gate, everything, gate, idleGate } from "./decision.ts";
import {
  type DefaultAction,
  defaultAction,
  type Effective,
  type PublicAccess,
  publicAccess,
} from "./effective.ts";
import type { GateFact } from "./gate-fact.ts";
import { notesOnSight } from "./perimeter.ts";

/**
 * Public access secured by perimeter leaves all remaining traffic to a perimeter. Without a visible association it
 * denies everything, trusted services too
 * (https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition).
 */
export function perimeterGate(vault: Vault): Gate {
  if (vault.kind === "managedHsm") return idleGate("perimeter", { kind: "no-perimeter", isPossible: false });
  const { value, note } = publicAccess(vault);
  const secured = is(value, (word) => truth(word === "SecuredByPerimeter"));
  if (secured === "no") return idleGate("perimeter", { kind: "no-perimeter", isPossible: true });
  return gate({
    name: "perimeter",
    effect: "deny",
    settles: everything(secured),
    reason: "DENY_PERIMETER",
    because: causesOf(value),
    facts: [perimeterFact(secured, value)],
    span: placeOf(vault.publicNetworkAccess),
    notes: secured === "yes" ? [...notesOnSight([]), ...(note ? [note] : [])] : [],
  });
}

/** Disabled public access denies everything that was not allowed before, regardless of rules. */
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
    facts: [publicAccessFact(setting)],
    span: placeOf(vault.publicNetworkAccess),
    notes: setting.note && !isSecured(value) ? [setting.note] : [],
  });
}

/** A default action of Allow allows all callers: the firewall is off. */
export function defaultActionGate(vault: Vault): Gate {
  const setting = defaultAction(vault);
  const allows = is(setting.value, (word) => truth(word === "Allow"));
  return gate({
    name: "default-action",
    effect: "allow",
    settles: everything(allows),
    reason: "ALLOW_FIREWALL_OFF",
    because: causesOf(setting.value),
    facts: [defaultActionFact(vault, setting)],
    span: placeOf(vault.defaultAction),
    notes: setting.note ? [setting.note] : [],
  });
}

/** In that case, the gate of the perimeter has already decided. */
function isSecured(value: Value<string>): boolean {
  return value.kind === "known" && value.value === "SecuredByPerimeter";
}

/** Where a setting is written, or near which it would be. */
export function placeOf(field: Field<unknown>): Span {
  const { value, slot } = field;
  return value.kind === "absent" ? slot.near : value.origin.span;
}

function perimeterFact(secured: "yes" | "maybe", value: Value<unknown>): GateFact {
  return secured === "yes"
    ? { kind: "secured-without-association" }
    : { kind: "perimeter-depends", because: causesOf(value) };
}

function publicAccessFact({ value, byDefault }: Effective<PublicAccess>): GateFact {
  return value.kind === "known"
    ? { kind: "public-access", value: value.value, byDefault }
    : { kind: "public-access-depends", because: causesOf(value) };
}

function defaultActionFact(vault: Vault, { value, byDefault }: Effective<DefaultAction>): GateFact {
  if (byDefault && vault.networkAcls.value.kind === "absent") return { kind: "no-network-rules" };
  return value.kind === "known"
    ? { kind: "default-action", value: value.value, byDefault }
    : { kind: "default-action-depends", because: causesOf(value) };
}
