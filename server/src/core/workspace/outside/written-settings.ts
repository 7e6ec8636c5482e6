import { grouped } from "../../logic/grouped.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { memoize } from "../../logic/memoize.ts";
import {
  listedRules,
  maySwitchOff,
  type VaultAccess,
  type Written,
  mayRemoveRules,
} from "../../outside/access.ts";
import { withSettings, type WrittenSettings } from "./declared-vaults.ts";
import { isSameVault, mayBeSameVault, type PlacedCall } from "./timeline.ts";
import { isSameWord } from "../../text/fold.ts";

/** That nothing is written over what the template says. */
const asDeclared: WrittenSettings = { publicNetworkAccess: null, defaultAction: null, addresses: [] };

/** Settings after a call writes its own over them; null if these are not known. */
export function writtenOver(before: WrittenSettings, access: VaultAccess): WrittenSettings | null {
  const own = writtenBy(access);
  return (
    own && {
      publicNetworkAccess: own.publicNetworkAccess ?? before.publicNetworkAccess,
      defaultAction: own.defaultAction ?? before.defaultAction,
      addresses: own.addresses.length === 0 ? before.addresses : [...before.addresses, ...own.addresses],
    }
  );
}

const writtenBy = memoize((access: VaultAccess): WrittenSettings | null => {
  const addresses = listedRules(access)?.addresses ?? [];
  if (access.kind !== "update" && access.kind !== "create") return { ...asDeclared, addresses };
  const publicNetworkAccess = wordOf(access.publicNetworkAccess, [
    "Enabled",
    "Disabled",
    "SecuredByPerimeter",
  ]);
  const defaultAction = wordOf(access.defaultAction, ["Allow", "Deny"]);
  if (access.isOpen || publicNetworkAccess === undefined || defaultAction === undefined) return null;
  return { publicNetworkAccess, defaultAction, addresses };
});

/** Azure's word, which counts without case; undefined if it is not known. */
function wordOf(written: Written, words: readonly string[]): string | null | undefined {
  if (written === null || written === "unknown") return written === null ? null : undefined;
  return words.find((word) => isSameWord(word, written.text));
}

/** What the calls before one in its job have certainly written; null if they may have written anything else. */
export function settingsBefore(placed: PlacedCall, changes: readonly PlacedCall[]): WrittenSettings | null {
  let written: WrittenSettings | null = asDeclared;
  for (const { call, step, order } of changesByJob(changes).get(placed.job) ?? []) {
    if (order >= placed.order || !mayBeSameVault(call, placed.call)) continue;
    const isCertain = isSameVault(call, placed.call) && (!step.isConditional || step === placed.step);
    if (isCertain) written = written && writtenOver(written, call.access);
    else if (maySwitchOff(call.access) && written !== asDeclared) written = null;
  }
  return written;
}

const changesByJob = memoize((changes: readonly PlacedCall[]) => grouped(changes, ({ job }) => [job]));

/**
 * What a vault may be when a step calls it: as the template says, or with any of the settings and addresses that calls give it, because
 * other jobs run at any time, and what the same job leaves behind is there in its next run. Null if some of these are not known.
 */
export function vaultsAt(
  placed: PlacedCall,
  name: string | null,
  across: VaultAcrossWorlds,
  changes: readonly PlacedCall[],
): readonly VaultAcrossWorlds[] | null {
  const about = settings(changes).filter(
    (other) => isAbout(other, name, placed) && !isSetBack(other, placed, changes),
  );
  const written = about.map(({ call }) => created(call.access));
  if (written.includes(null)) return null;
  const listed = listings(changes).filter((other) => isAbout(other, name, placed));
  const addresses = distinct(listed.flatMap(({ call }) => listedRules(call.access)?.addresses ?? []));
  const actions = distinct([null, ...written.map((each) => each?.defaultAction ?? null)]);
  return distinct([null, ...written.map((each) => each?.publicNetworkAccess ?? null)]).flatMap(
    (publicNetworkAccess) =>
      actions.map((defaultAction) => withSettings(across, { publicNetworkAccess, defaultAction, addresses })),
  );
}

/**
 * A new vault is open to any address unless the call says otherwise (https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create).
 */
function created(access: VaultAccess): WrittenSettings | null {
  const written = writtenBy(access);
  if (access.kind !== "create" || !written) return written;
  const { publicNetworkAccess, defaultAction } = written;
  return {
    ...written,
    publicNetworkAccess: publicNetworkAccess ?? "Enabled",
    defaultAction: defaultAction ?? "Allow",
  };
}

/** Settings apply to all jobs: those of the vault that is named, and those of a vault that may be it in the same file. */
export function isAbout({ call, job }: PlacedCall, name: string | null, placed: PlacedCall): boolean {
  if (name === null || call.vaults === null) return job.document === placed.job.document;
  return call.vaults.includes(name);
}

/** Whether a later call of the same job is set back again before the job ends, whatever fails. */
function isSetBack(other: PlacedCall, { job, order }: PlacedCall, changes: readonly PlacedCall[]): boolean {
  if (other.job !== job || other.order < order) return false;
  return settings(changes).some(
    (closing) =>
      closes(closing, other) &&
      !closing.step.isConditional &&
      (closing.call.runsAtExit || (closing.step.runsAfter === "anything" && closing.step !== other.step)),
  );
}

/** Whether a later call of the same job closes the vault of another one, if it runs. */
export function closes(closing: PlacedCall, { call, job, order }: PlacedCall): boolean {
  const { access } = closing.call;
  if (access.kind !== "update" || closing.job !== job || closing.order < order) return false;
  const written = writtenBy(access);
  const isShut = written?.publicNetworkAccess === "Disabled" || written?.defaultAction === "Deny";
  return isShut && isSameVault(closing.call, call);
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

// Each call is compared with the changes of some kind: those of a list are found once.

/** Those that may set back what opened vaults to any address. */
export const switchesOff = kindOf(maySwitchOff);
export const removals = kindOf(mayRemoveRules);
export const deployments = kindOf(({ kind }) => kind === "deploy");
export const listings = kindOf((access) => listedRules(access) !== null);
/** Those that write settings, which decide whether rules apply. */
export const settings = kindOf(({ kind }) => kind === "update" || kind === "create");

function kindOf(
  isMeant: (access: VaultAccess) => boolean,
): (changes: readonly PlacedCall[]) => readonly PlacedCall[] {
  return memoize((changes: readonly PlacedCall[]) => changes.filter(({ call }) => isMeant(call.access)));
}
