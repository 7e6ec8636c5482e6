import { says } from "../../outside/access.ts";
import type { VaultAccess } from "../../outside/access.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import type { DeclaredVaults } from "./declared-vaults.ts";
import { isAllowedByDefault, isDisabled } from "./declared-vaults.ts";
import type { PlacedCall } from "./timeline.ts";
import { hasUnreadAfter, maySwitchOff, mayBeSameVault } from "./timeline.ts";

/** What is wrong with how a call opens a vault, whether or not the vault is declared here; null if nothing is. */
export function openingFact(
  placed: PlacedCall,
  changes: readonly PlacedCall[],
  declared: DeclaredVaults,
): OutsideFact | null {
  const { access } = placed.call;
  if (access.kind === "add-rule") return ruleLeft(placed, changes);
  if (isInert(access)) return createdOpen(placed, changes);
  return opensToAll(placed, declared) ? leftOpen(placed, changes) : null;
}

/** KV803, of a rule for an address that only the run knows. */
function ruleLeft(placed: PlacedCall, changes: readonly PlacedCall[]): OutsideFact | null {
  const { call, job } = placed;
  if (call.access.kind !== "add-rule" || call.access.isFixed || hasUnreadAfter(placed) || !job.isWhole)
    return null;
  const removals = changes.filter(
    (other) => other.call.access.kind === "remove-rule" && mayBeSameVault(call, other.call),
  );
  const own = removals.filter((other) => other.job === job && other.order > placed.order);
  if (own.some((other) => closesSurely(placed, other))) return null;
  if (own.length > 0) return { kind: "KV803", why: "at-failure" };
  // A script of a developer may be one of several; one that runs on its own machine is a job of a pipeline.
  const isElsewhere = removals.some((other) => other.job.document === job.document);
  return isElsewhere || job.machine.kind === "local" ? null : { kind: "KV803", why: "never" };
}

/** KV804, or KV803 if something sets it back that a failure prevents. */
function leftOpen(placed: PlacedCall, changes: readonly PlacedCall[]): OutsideFact | null {
  const { call, job } = placed;
  if (hasUnreadAfter(placed) || !job.isWhole) return null;
  const closings = changes.filter(
    (other) => maySwitchOff(other.call.access) && mayBeSameVault(call, other.call),
  );
  const own = closings.filter((other) => other.job === job && other.order > placed.order);
  if (own.some((other) => closesSurely(placed, other))) return null;
  if (own.length > 0) return { kind: "KV803", why: "open-at-failure" };
  return closings.some((other) => other.job.document === job.document) ? null : { kind: "KV804" };
}

/** Whether a later call runs even if something between it and the opening fails. */
function closesSurely(opening: PlacedCall, closing: PlacedCall): boolean {
  if (closing.call.runsAtExit || closing.step.runsAlways) return true;
  return closing.step === opening.step && !closing.step.stopsAtFailure;
}

/** Rules of a new vault without the default action that makes them work: https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create */
function isInert(access: VaultAccess): boolean {
  if (access.kind !== "create" || !access.listsRules || access.isOpen) return false;
  const { defaultAction, publicNetworkAccess } = access;
  return (
    (defaultAction === null || says(defaultAction, "Allow")) &&
    (publicNetworkAccess === null || says(publicNetworkAccess, "Enabled"))
  );
}

function createdOpen(placed: PlacedCall, changes: readonly PlacedCall[]): OutsideFact | null {
  const isSetLater = changes.some(
    (other) =>
      other.job.document === placed.job.document &&
      other.order > placed.order &&
      maySwitchOff(other.call.access) &&
      mayBeSameVault(placed.call, other.call),
  );
  if (isSetLater || hasUnreadAfter(placed)) return null;
  const { access } = placed.call;
  const option =
    access.kind === "create" && access.isCmdlet ? "-DefaultAction Deny" : "--default-action Deny";
  return { kind: "KV802", why: "created-open", option };
}

/** Whether a call certainly opens a vault to any public address, as the template declares its other settings. */
function opensToAll({ call }: PlacedCall, declared: DeclaredVaults): boolean {
  const { access, vaults } = call;
  if ((access.kind !== "update" && access.kind !== "create") || access.isOpen) return false;
  const known = vaults?.flatMap((name) => declared.get(name) ?? []) ?? [];
  const [allows, enables] = [
    says(access.defaultAction, "Allow"),
    says(access.publicNetworkAccess, "Enabled"),
  ];
  if (allows && enables) return true;
  if (allows) return access.publicNetworkAccess === null && !known.some(({ across }) => isDisabled(across));
  const isAllowed = known.length > 0 && known.every(({ across }) => isAllowedByDefault(across));
  return enables && access.defaultAction === null && isAllowed;
}
