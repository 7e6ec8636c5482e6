import type { Caller } from "../../access/caller.ts";
import type { Verdict } from "../../access/verdict.ts";
import { judgeAcross } from "../../access/worlds.ts";
import type { Machine } from "../../outside/job.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import { dataCentreAddresses } from "../../services/service-tags.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import { isDisabled } from "./declared-vaults.ts";
import type { PlacedCall } from "./timeline.ts";
import { hasUnreadBefore, mayConcern, maySwitchOn } from "./timeline.ts";

/** That a vault certainly blocks a call, and how it decides. */
export interface BlockedCall {
  readonly fact: OutsideFact;
  readonly verdict: Verdict;
}

/** KV805: whether a vault with a name certainly blocks a call; null if it is not certain. */
export function blockedCall(
  placed: PlacedCall,
  name: string,
  { across }: DeclaredVault,
  changes: readonly PlacedCall[],
  tags: ServiceTags,
): BlockedCall | null {
  const { call, job, step } = placed;
  const { machine } = job;
  if (call.access.kind !== "use" || machine.kind !== "hosted") return null;
  const mayBeOpened = changes.some((other) => maySwitchOn(other.call.access) && isAbout(other, name, placed));
  if (mayBeOpened || hasUnreadBefore(placed)) return null;
  const opening = changes.find(
    (other) => other.job === job && other.call.access.kind === "add-rule" && mayConcern(other.call, name),
  );
  // A rule does not count while public access is disabled.
  if (opening && opening.order < placed.order && !isDisabled(across)) return null;
  const verdict = judgeAcross(across, () => hostedCaller(machine, tags))?.answer;
  if (verdict?.verdict !== "denied" || (machine.isMac && verdict.notes.includes("NOTE_LISTED_ADDRESSES")))
    return null;
  if (step.isEarly && opening && !isDisabled(across))
    return { fact: { kind: "KV805", why: "too-early" }, verdict };
  const why = isDisabled(across) ? "disabled" : "no-rule";
  return { fact: { kind: "KV805", by: machine.by, why }, verdict };
}

/** Settings apply to all jobs: those of the vault that is named, and those of a vault that may be it in the same file. */
function isAbout({ call, job }: PlacedCall, name: string, placed: PlacedCall): boolean {
  return call.vaults?.includes(name) ?? job.document === placed.job.document;
}

/**
 * Hosted machines with Linux and Windows have addresses of Azure's data centers, those with macOS have addresses of GitHub's cloud:
 * https://learn.microsoft.com/azure/devops/pipelines/agents/hosted,
 * https://docs.github.com/actions/reference/runners/github-hosted-runners
 */
function hostedCaller({ isMac }: Extract<Machine, { readonly kind: "hosted" }>, tags: ServiceTags): Caller {
  return isMac ? { kind: "internet" } : { kind: "addresses", addresses: dataCentreAddresses(tags) };
}
