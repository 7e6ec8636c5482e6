import type { Caller } from "../../access/caller.ts";
import type { Verdict } from "../../access/verdict.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { judgeAcross } from "../../access/worlds.ts";
import type { Machine, VaultCall } from "../../outside/job.ts";
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
  name: string | null,
  { across }: DeclaredVault,
  changes: readonly PlacedCall[],
  tags: ServiceTags,
): BlockedCall | null {
  const { call, job, step } = placed;
  const { machine } = job;
  if (call.access.kind !== "use") return null;
  if (machine.kind !== "hosted") return blockedGroup(call, across, tags);
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
  const why = isDisabled(across) ? "disabled" : "no-rule";
  if (call.through?.kind === "group") return { fact: { kind: "KV805", why: "group", decided: why }, verdict };
  if (step.isEarly && opening && why === "no-rule")
    return { fact: { kind: "KV805", why: "too-early" }, verdict };
  return { fact: { kind: "KV805", by: machine.by, why }, verdict };
}

/**
 * Whoever runs the jobs, Azure DevOps itself reads a variable group from addresses of its own when someone edits it:
 * https://learn.microsoft.com/azure/devops/pipelines/release/key-vault-access
 */
function blockedGroup(
  { through }: VaultCall,
  across: VaultAcrossWorlds,
  tags: ServiceTags,
): BlockedCall | null {
  const addresses = tags.addressesOf("AzureDevOps");
  if (through?.kind !== "group" || !addresses) return null;
  const verdict = judgeAcross(across, () => ({ kind: "addresses", addresses }))?.answer;
  return verdict?.verdict === "denied" ? { fact: { kind: "KV805", why: "group-edited" }, verdict } : null;
}

/** Settings apply to all jobs: those of the vault that is named, and those of a vault that may be it in the same file. */
function isAbout({ call, job }: PlacedCall, name: string | null, placed: PlacedCall): boolean {
  if (name === null || call.vaults === null) return job.document === placed.job.document;
  return call.vaults.includes(name);
}

/**
 * Hosted machines with Linux and Windows have addresses of Azure's data centers, those with macOS have addresses of GitHub's cloud:
 * https://learn.microsoft.com/azure/devops/pipelines/agents/hosted,
 * https://docs.github.com/actions/reference/runners/github-hosted-runners
 */
export function hostedCaller(
  { isMac }: Extract<Machine, { readonly kind: "hosted" }>,
  tags: ServiceTags,
): Caller {
  return isMac ? { kind: "internet" } : { kind: "addresses", addresses: dataCentreAddresses(tags) };
}
