import type { Cause } from "../../evaluate/types.ts";
import { causesOfField } from "../../network/fields/field.ts";
import type { Vault } from "../../network/network.ts";
import { type ListedRules, mayOpen, says, type VaultAccess } from "../../outside/access.ts";
import type { Outcome } from "../../outside/job.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import { type DeclaredVault, isPublic, withSettings, type WrittenSettings } from "./declared-vaults.ts";
import { hasUnreadAfter, isSameVault, mayBeSameVault, type PlacedCall } from "./timeline.ts";
import {
  closes,
  deployments,
  removals,
  settings,
  settingsBefore,
  switchesOff,
  writtenOver,
} from "./written-settings.ts";

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
  if (isOpenAtFirst(access)) return createdOpen(placed, around);
  const before = mayOpen(access) ? settingsBefore(placed, around.changes) : null;
  const after = before && writtenOver(before, access);
  if (before && after && opensToAll(before, after, around.vaults))
    return leftOpen(placed, after.addresses.length > 0, around);
  return access.kind === "add-rule" ? ruleLeft(access.rules, placed, around) : null;
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
function ruleLeft({ isOpen }: ListedRules, placed: PlacedCall, around: Surroundings): OutsideFact | null {
  const { changes, by } = around;
  const { call, job } = placed;
  if (!isOpen || isSetAfter(placed, around, keepsRules) || hasUnreadAfter(placed)) return null;
  const all = removals(changes).filter((other) => mayBeSameVault(call, other.call));
  const removed = all.filter((other) => lackedBy(other, placed) === null);
  const closed = closedBy(placed, removed);
  if (closed === "anything") return null;
  if (closed === "success") return { kind: "KV803", why: "at-failure" };
  // A script of a developer may be one of several; one that runs on its own machine is a job of a pipeline.
  if (job.machine.kind === "local" || removed.some((other) => mayCloseLater(other, placed, by))) return null;
  if (closed === "failure") return { kind: "KV803", why: "unless-failure" };
  const [variable] = all.flatMap((other) => lackedBy(other, placed) ?? []);
  if (variable !== undefined) return { kind: "KV803", why: "removes-nothing", variable };
  return { kind: "KV803", why: by === "template" ? "after-deployment" : "never" };
}

/** KV804, or KV803 if something sets it back that a failure prevents. A rule that opens a vault may be removed, too. */
function leftOpen(placed: PlacedCall, isByRule: boolean, around: Surroundings): OutsideFact | null {
  const { call } = placed;
  const { changes, by } = around;
  const isKept = isByRule ? keepsRules : keepsSettings(call.access);
  if (isSetAfter(placed, around, isKept) || placed.step.isUnread) return null;
  const mayClose = isByRule ? [...switchesOff(changes), ...removals(changes)] : switchesOff(changes);
  const closings = mayClose.filter((other) => mayBeSameVault(call, other.call));
  const closed = closedBy(placed, closings);
  if (closed === "anything") return null;
  const isUnread = hasUnreadAfter(placed);
  if (closed === "success") return isUnread ? null : { kind: "KV803", why: "open-at-failure" };
  if (closings.some((other) => mayCloseLater(other, placed, by))) return null;
  if (isUnread) return closed === "failure" ? null : { kind: "KV804", by: "unread" };
  return closed === "failure" ? { kind: "KV803", why: "open-unless-failure" } : { kind: "KV804", by };
}

/** After what the same job closes again what a call opens; null if it does not. */
function closedBy(placed: PlacedCall, closings: readonly PlacedCall[]): Outcome | null {
  const own = closings.filter((other) => other.job === placed.job && other.order > placed.order);
  const outcomes = new Set(
    own.map((other) => (isKnownLate(other, placed) ? "success" : other.step.runsAfter)),
  );
  const isSure = own.some((other) => closesSurely(placed, other) && !isKnownLate(other, placed));
  if (isSure || (outcomes.has("success") && outcomes.has("failure"))) return "anything";
  return outcomes.has("success") ? "success" : outcomes.has("failure") ? "failure" : null;
}

/** The variable of a removal that was given its value in an earlier step, and ended with that; null if there is none. */
function lackedBy({ call, step, job }: PlacedCall, opening: PlacedCall): string | null {
  const lacking = call.needs?.filter(({ isLacking }) => isLacking) ?? [];
  if (lacking.length === 0 || job !== opening.job || step === opening.step) return null;
  const earlier = job.steps.slice(0, job.steps.indexOf(step)).flatMap(({ given }) => given);
  const hasEnded = (name: string): boolean => {
    const same = earlier.filter((each) => each.name === name);
    return same.length > 0 && !same.some((each) => each.isHandedOn);
  };
  return lacking.find(({ name }) => hasEnded(name))?.name ?? null;
}

/** Whether a removal knows the address only if nothing fails between the opening and the command that hands the address on. */
function isKnownLate({ call, step, job }: PlacedCall, opening: PlacedCall): boolean {
  if (step === opening.step) return false;
  const at = opening.call.at ?? Infinity;
  return (call.needs ?? []).some(({ name }) => {
    const handing = job.steps.flatMap((each) =>
      each.given.flatMap((given) => (given.name === name && given.isHandedOn ? { each, given } : [])),
    );
    return (
      handing.length > 0 &&
      handing.every(({ each, given }) => each === opening.step && each.stopsAtFailure && given.behind > at)
    );
  });
}

/** Whether something other than a later step of the same job may close what a call opens. */
function mayCloseLater(other: PlacedCall, placed: PlacedCall, by: Surroundings["by"]): boolean {
  return !(other.job === placed.job && other.order > placed.order) && mayFollow(other, placed, by);
}

/** Whether a deployment that follows a call may give the vault other settings; Terraform leaves alone what `ignore_changes` lists. */
function isSetAfter(
  placed: PlacedCall,
  { changes, by, vaults }: Surroundings,
  keeps: (vault: Vault) => boolean,
): boolean {
  const isKept =
    vaults.length > 0 && vaults.every(({ across }) => across.views.every((each) => keeps(each.vault)));
  const isDeployed = deployments(changes).some(
    (other) => mayFollow(other, placed, by) && !(isKept && isByTerraform(other)),
  );
  return isDeployed || !placed.job.isWhole;
}

function isByTerraform({ call: { access } }: PlacedCall): boolean {
  return access.kind === "deploy" && access.by === "terraform";
}

function keepsRules({ ipRules }: Vault): boolean {
  return areIgnored(ipRules.open);
}

function keepsSettings(access: VaultAccess): (vault: Vault) => boolean {
  return ({ defaultAction, publicNetworkAccess }) =>
    access.kind === "update" &&
    (access.defaultAction === null || areIgnored(causesOfField(defaultAction))) &&
    (access.publicNetworkAccess === null || areIgnored(causesOfField(publicNetworkAccess)));
}

function areIgnored(causes: readonly Cause[]): boolean {
  return causes.some(
    (cause) =>
      cause.kind === "runtime" && typeof cause.call === "object" && cause.call.kind === "ignored-changes",
  );
}

/** Whether a later call runs even if something between it and the opening fails. */
function closesSurely(opening: PlacedCall, closing: PlacedCall): boolean {
  if (closing.call.runsAtExit || closing.step.runsAfter === "anything") return true;
  return closing.step === opening.step && !closing.step.stopsAtFailure;
}

/** Whether a new vault is open to any address, whatever rules it has: https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create */
function isOpenAtFirst(access: VaultAccess): boolean {
  if (access.kind !== "create" || access.isOpen) return false;
  const { defaultAction, publicNetworkAccess } = access;
  return (
    (defaultAction === null || says(defaultAction, "Allow")) &&
    (publicNetworkAccess === null || says(publicNetworkAccess, "Enabled"))
  );
}

/** KV806, or KV802 of rules that have no effect. A file that others run is judged where these run it. */
function createdOpen(placed: PlacedCall, { changes, by }: Surroundings): OutsideFact | null {
  const { call, job } = placed;
  const { access } = call;
  if (access.kind !== "create") return null;
  const isRunElsewhere = changes.some(
    (other) => other.job.isWhole && other.call.access === access && other.job !== job,
  );
  if (!job.isWhole && isRunElsewhere) return null;
  const mayClose = (other: PlacedCall): boolean =>
    mayBeSameVault(call, other.call) &&
    !(other.job === job && other.order < placed.order) &&
    (mayFollow(other, placed, by) || isSameVault(call, other.call));
  const isOpenEnd = !job.isWhole || hasUnreadAfter(placed) || switchesOff(changes).some(mayClose);
  const isClosed = settings(changes).some((other) => closes(other, placed));
  const closed = isClosed ? "later" : isOpenEnd ? "perhaps" : "never";
  if (access.rules === null || closed !== "never") return { kind: "KV806", closed };
  const option = access.isCmdlet ? "-DefaultAction Deny" : "--default-action Deny";
  return { kind: "KV802", why: "created-open", option };
}

/** Whether a call certainly opens vaults to any public address, as the template declares their other settings. */
function opensToAll(
  before: WrittenSettings,
  after: WrittenSettings,
  vaults: readonly DeclaredVault[],
): boolean {
  if (vaults.length > 0)
    return vaults.every(
      ({ across }) => isPublic(withSettings(across, after)) && !isPublic(withSettings(across, before)),
    );
  return allowsAny(after) && !allowsAny(before);
}

/** Whether settings open a vault of which nothing else is known. */
function allowsAny({ publicNetworkAccess, defaultAction, addresses }: WrittenSettings): boolean {
  const isEnabled = publicNetworkAccess === null || publicNetworkAccess === "Enabled";
  return isEnabled && (defaultAction === "Allow" || addresses.some((range) => /\/0+$/.test(range)));
}
