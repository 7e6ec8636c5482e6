import { says } from "../../outside/access.ts";
import type { VaultAccess } from "../../outside/access.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import { isOpenWith } from "./declared-vaults.ts";
import { deployments, removals, switchesOff } from "./kinds-of-changes.ts";
import type { PlacedCall } from "./timeline.ts";
import { hasUnreadAfter, mayBeSameVault } from "./timeline.ts";

/** What else is known where a call opens a vault. */
export interface Surroundings {
  /** All changes of vaults. */
  readonly changes: readonly PlacedCall[];
  /** The vaults that the call may be about, as far as they are declared. */
  readonly vaults: readonly DeclaredVault[];
  /** A job of a file, or a script of a template, which any other script or job may be meant to follow. */
  readonly by: "job" | "template";
}

/** What is wrong with how a call opens a vault, whether or not the vault is declared here; null if nothing is. */
export function openingFact(placed: PlacedCall, around: Surroundings): OutsideFact | null {
  const { access } = placed.call;
  if (access.kind === "add-rule") return ruleLeft(placed, around);
  if (isInert(access)) return createdOpen(placed, around);
  return opensToAll(access, around.vaults) ? leftOpen(placed, around) : null;
}

/** Whether another call may be meant to set back what one has changed. A template is deployed before its scripts run. */
export function mayFollow(other: PlacedCall, placed: PlacedCall, by: Surroundings["by"]): boolean {
  if (other.call.access.kind === "deploy") return by === "job" && isLater(other, placed);
  return by === "template" || other.job.document === placed.job.document;
}

/** Whether a call is behind another one in their file. */
function isLater(other: PlacedCall, { job, order }: PlacedCall): boolean {
  if (other.job === job) return other.order > order;
  return other.job.document === job.document && other.job.span.start > job.span.start;
}

/** KV803, of a rule for an address that only the run knows. */
function ruleLeft(placed: PlacedCall, { changes, by }: Surroundings): OutsideFact | null {
  const { call, job } = placed;
  if (call.access.kind !== "add-rule" || call.access.isFixed || isSetAfter(placed, changes, by)) return null;
  const removed = removals(changes).filter((other) => mayBeSameVault(call, other.call));
  const own = removed.filter((other) => other.job === job && other.order > placed.order);
  if (own.some((other) => closesSurely(placed, other))) return null;
  if (own.length > 0) return { kind: "KV803", why: "at-failure" };
  // A script of a developer may be one of several; one that runs on its own machine is a job of a pipeline.
  if (job.machine.kind === "local" || removed.some((other) => mayFollow(other, placed, by))) return null;
  return { kind: "KV803", why: by === "template" ? "after-deployment" : "never" };
}

/** KV804, or KV803 if something sets it back that a failure prevents. */
function leftOpen(placed: PlacedCall, { changes, by }: Surroundings): OutsideFact | null {
  const { call, job } = placed;
  if (isSetAfter(placed, changes, by)) return null;
  const closings = switchesOff(changes).filter((other) => mayBeSameVault(call, other.call));
  const own = closings.filter((other) => other.job === job && other.order > placed.order);
  if (own.some((other) => closesSurely(placed, other))) return null;
  if (own.length > 0) return { kind: "KV803", why: "open-at-failure" };
  return closings.some((other) => mayFollow(other, placed, by)) ? null : { kind: "KV804", by };
}

/** Whether what follows a call may give the vault other settings in a way that is not known. */
function isSetAfter(placed: PlacedCall, changes: readonly PlacedCall[], by: Surroundings["by"]): boolean {
  const isDeployed = deployments(changes).some((other) => mayFollow(other, placed, by));
  return isDeployed || hasUnreadAfter(placed) || !placed.job.isWhole;
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

function createdOpen(placed: PlacedCall, { changes, by }: Surroundings): OutsideFact | null {
  const isSetLater = switchesOff(changes).some(
    (other) =>
      mayFollow(other, placed, by) &&
      (by === "template" || other.order > placed.order) &&
      mayBeSameVault(placed.call, other.call),
  );
  if (isSetLater || hasUnreadAfter(placed)) return null;
  const { access } = placed.call;
  const option =
    access.kind === "create" && access.isCmdlet ? "-DefaultAction Deny" : "--default-action Deny";
  return { kind: "KV802", why: "created-open", option };
}

/** Whether settings certainly open a vault to any public address, as the template declares its other settings. */
function opensToAll(access: VaultAccess, vaults: readonly DeclaredVault[]): boolean {
  if ((access.kind !== "update" && access.kind !== "create") || access.isOpen) return false;
  const { publicNetworkAccess, defaultAction } = access;
  const allows = says(defaultAction, "Allow");
  const enables = says(publicNetworkAccess, "Enabled");
  if (!(allows || defaultAction === null) || !(enables || publicNetworkAccess === null)) return false;
  const settings = {
    ...(enables ? { publicNetworkAccess: "Enabled" } : {}),
    ...(allows ? { defaultAction: "Allow" } : {}),
  };
  if (vaults.length === 0) return allows;
  return vaults.every(({ across }) => isOpenWith(across, settings) && !isOpenWith(across, {}));
}
