import type { Network, Vault } from "../network/network.ts";
import type { Consumer } from "../services/consumers/consumer.ts";
import { type Permission, permissionOf } from "../services/consumers/grants.ts";
import { type Gate, type Outcome, everything, gate } from "./decision.ts";
import type { GateFact } from "./gate-fact.ts";
import type { Verdict } from "./verdict.ts";

/**
 * The verdict on a consumer with what its identity is permitted to do. If permissions are required, they are the last gate of what
 * the network allows (https://learn.microsoft.com/azure/key-vault/general/authentication); otherwise a missing one is a note.
 */
export function underPermission(
  verdict: Verdict,
  {
    vault,
    network,
    consumer,
  }: { readonly vault: Vault; readonly network: Network; readonly consumer: Consumer },
  isRequired: boolean,
): Verdict {
  if (verdict.reason === "ALLOW_CONTROL_PLANE") return verdict;
  if (!isRequired && verdict.verdict !== "allowed") return verdict;
  const permission = permissionOf(consumer, vault, network);
  if (isRequired) return required(verdict, permissionGate(permission));
  const isNoted = permission.kind !== "missing" || verdict.notes.includes("NOTE_NEEDS_PERMISSION");
  return isNoted ? verdict : { ...verdict, notes: [...verdict.notes, "NOTE_NEEDS_PERMISSION"] };
}

function required(verdict: Verdict, last: Gate): Verdict {
  const isReached = verdict.verdict === "allowed";
  const outcome = isReached ? outcomeOf(last) : "not-applicable";
  const steps = [...verdict.steps, { gate: last, outcome }];
  const notes = verdict.notes.filter((note) => note !== "NOTE_NEEDS_PERMISSION");
  if (outcome === "deny") return { ...verdict, verdict: "denied", reason: last.reason, steps, notes };
  if (outcome === "maybe")
    return { ...verdict, verdict: "depends", reason: last.openReason ?? "DEPENDS_EXPRESSION", steps, notes };
  return { ...verdict, steps, notes };
}

function outcomeOf({ settles }: Gate): Outcome {
  if (settles?.possible.isEmpty !== false) return "continue";
  return settles.certain.isEmpty ? "maybe" : "deny";
}

function permissionGate(permission: Permission): Gate {
  const denies = { granted: "no", "not-needed": "no", missing: "yes", unknown: "maybe" } as const;
  return gate({
    name: "permission",
    effect: "deny",
    settles: everything(denies[permission.kind]),
    reason: "DENY_NO_PERMISSION",
    facts: [factOf(permission)],
    span: permission.kind === "granted" ? permission.by.by.label : null,
  });
}

function factOf(permission: Permission): GateFact {
  switch (permission.kind) {
    case "granted":
      return { kind: "permission-granted", by: permission.by.by.symbol, how: permission.by.kind };
    case "missing":
      return { kind: "permission-missing" };
    case "unknown":
      return { kind: "permission-unknown" };
    case "not-needed":
      return { kind: "permission-not-needed" };
  }
}
