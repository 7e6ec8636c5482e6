import { subnetLabel } from "../../access/source.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import { stopOnWay } from "../../rules/questions/blocked-path.ts";
import { managedPool } from "./managed-pools.ts";
import type { Caller } from "../../access/caller.ts";
import type { Verdict } from "../../access/verdict.ts";
import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import { judgeAcross } from "../../access/worlds.ts";
import type { Machine } from "../../outside/job.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import { isDisabled } from "./declared-vaults.ts";
import { addedRules, switchesOn } from "./kinds-of-changes.ts";
import type { PlacedCall } from "./timeline.ts";
import { hasUnreadBefore, mayConcern } from "./timeline.ts";

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
  if (call.through?.kind === "group" && machine.kind !== "hosted") return blockedGroup(across, tags);
  const mayBeOpened = switchesOn(changes).some((other) => isAbout(other, name, placed));
  if (mayBeOpened || hasUnreadBefore(placed)) return null;
  const opening = addedRules(changes).find((other) => other.job === job && mayConcern(other.call, name));
  // A rule does not count while public access is disabled.
  if (opening && opening.order < placed.order && !isDisabled(across)) return null;
  if (machine.kind === "private") return machine.pool === null ? null : blockedPool(across, machine.pool);
  if (machine.kind !== "hosted") return null;
  const verdict = judgeAcross(across, () => hostedCaller(machine, tags))?.answer;
  if (verdict?.verdict !== "denied" || (machine.isMac && verdict.notes.includes("NOTE_LISTED_ADDRESSES")))
    return null;
  const why = isDisabled(across) ? "disabled" : "no-rule";
  if (call.through?.kind === "group") return { fact: { kind: "KV805", why: "group", decided: why }, verdict };
  if (step.isEarly && opening && why === "no-rule")
    return { fact: { kind: "KV805", why: "too-early" }, verdict };
  return { fact: { kind: "KV805", by: machine.by, why }, verdict };
}

/** A managed pool that a template declares is in a subnet, of which it may be certain that the vault blocks it. */
function blockedPool(across: VaultAcrossWorlds, name: string): BlockedCall | null {
  const { views } = across;
  const isOpen = views.some(
    ({ world: { network }, vault }) => !network.intact || mayDeclareAbout(network, vault),
  );
  const [subnet] = views.map(({ world }) => managedPool(world.network, name)?.subnet);
  if (isOpen || !subnet) return null;
  const verdict = judgeAcross(across, (network) => {
    const pool = managedPool(network, name);
    return pool ? { kind: "subnet", subnet: pool.subnet } : null;
  })?.answer;
  if (verdict?.verdict !== "denied" || stopOnWay(verdict)) return null;
  return { fact: { kind: "KV805", why: "pool", subnet: subnetLabel(subnet) }, verdict };
}

/**
 * Whoever runs the jobs, Azure DevOps itself reads a variable group from addresses of its own when someone edits it:
 * https://learn.microsoft.com/azure/devops/pipelines/release/key-vault-access
 */
function blockedGroup(across: VaultAcrossWorlds, tags: ServiceTags): BlockedCall | null {
  const addresses = tags.addressesOf("AzureDevOps");
  if (!addresses) return null;
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
  return isMac ? { kind: "internet" } : { kind: "addresses", addresses: tags.dataCentres };
}
