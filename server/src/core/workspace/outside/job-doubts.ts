import type { DoubtOf } from "../../access/doubt.ts";
import type { JobDoubt } from "../../access/gate-fact.ts";
import type { Verdict } from "../../access/verdict.ts";
import { judgeAcross, type VaultAcrossWorlds } from "../../access/worlds.ts";
import { listedRules } from "../../outside/access.ts";
import type { Job, Machine } from "../../outside/job.ts";
import { ignoresRules, nameInAll } from "./declared-vaults.ts";
import { callsIn, hasUnreadBefore, mayConcern, type PlacedCall } from "./timeline.ts";
import { isAbout, vaultsAt, listings, settings } from "./written-settings.ts";

/** Why it is not certain that vaults decide about a job as templates say; `changes` are all that calls make. */
export function doubtsOf(job: Job, changes: () => readonly PlacedCall[]): DoubtOf {
  const uses = callsIn(job).filter(({ call }) => call.access.kind === "use");
  return (asked) => {
    const name = nameInAll(asked.across);
    const named = uses.filter(
      ({ call }) => call.through !== undefined || (name !== null && call.vaults?.includes(name) === true),
    );
    const doubts = (named.length > 0 ? named : uses).map((placed) => doubtAt(placed, name, changes(), asked));
    // What certainly holds for one call holds for the job.
    return doubts.includes(null) ? null : (doubts[0] ?? null);
  };
}

function doubtAt(
  placed: PlacedCall,
  name: string | null,
  changes: readonly PlacedCall[],
  { across, callerIn, verdict }: Parameters<DoubtOf>[0],
): JobDoubt | null {
  // Where a vault allows the machine anyway, only what closes it counts, and that is known.
  const vaults =
    verdict.verdict === "allowed"
      ? (vaultsAt(placed, name, across, changes) ?? changedBy(placed, name, changes))
      : vaultsCalled(placed, name, across, changes);
  if (typeof vaults === "string") return vaults;
  const isSame = vaults.every((vault) => judgeAcross(vault, callerIn)?.answer.verdict === verdict.verdict);
  if (!isSame) return changedBy(placed, name, changes);
  return mayBeListed(placed.job.machine, verdict) ? "listed" : null;
}

/** What a vault may be when a job calls it, or why no list of that is complete. */
export function vaultsCalled(
  placed: PlacedCall,
  name: string | null,
  across: VaultAcrossWorlds,
  changes: readonly PlacedCall[],
): readonly VaultAcrossWorlds[] | JobDoubt {
  if (hasUnreadBefore(placed)) return "unread";
  const vaults = vaultsAt(placed, name, across, changes);
  if (!vaults) return changedBy(placed, name, changes);
  if (vaults.every(ignoresRules)) return vaults;
  const isListed =
    placed.job.machine.kind === "private"
      ? listings(changes).some((other) => mayConcern(other.call, name) && isAbout(other, name, placed))
      : ownListings(placed, name, changes).some(({ order }) => order < placed.order);
  return isListed ? changedBy(placed, name, changes) : vaults;
}

/** Where the job of a call adds rules for addresses that only the run knows, which may be that of its machine. */
export function ownListings(
  { job }: PlacedCall,
  name: string | null,
  changes: readonly PlacedCall[],
): readonly PlacedCall[] {
  return listings(changes).filter(
    (other) =>
      other.job === job && mayConcern(other.call, name) && listedRules(other.call.access)?.isOpen === true,
  );
}

/** Whether rules may list the address of a machine with macOS, which is in no published range. */
export function mayBeListed(machine: Machine, { verdict, notes }: Verdict): boolean {
  return (
    verdict === "denied" &&
    machine.kind === "hosted" &&
    machine.isElsewhere &&
    notes.includes("NOTE_LISTED_ADDRESSES")
  );
}

function changedBy(
  { job, order }: PlacedCall,
  name: string | null,
  changes: readonly PlacedCall[],
): JobDoubt {
  const isOwn = [...settings(changes), ...listings(changes)].some(
    (other) => other.job === job && other.order < order && mayConcern(other.call, name),
  );
  return isOwn ? "changed" : "changed-elsewhere";
}
