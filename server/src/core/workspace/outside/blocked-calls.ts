import { callersIn, type Source, subnetLabel } from "../../access/source.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import { stopOnWay } from "../../rules/questions/blocked-path.ts";
import type { Caller } from "../../access/caller.ts";
import type { Verdict } from "../../access/verdict.ts";
import { judgeAcross, type VaultAcrossWorlds } from "../../access/worlds.ts";
import type { Machine } from "../../outside/job.ts";
import type { OutsideFact } from "../../rules/facts/outside-facts.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import type { Network } from "../../network/network.ts";
import { type DeclaredVault, ignoresRules, isDisabled } from "./declared-vaults.ts";
import type { poolsNamed } from "./pipeline-sources.ts";
import { mayBeListed, ownListings, vaultsCalled } from "./job-doubts.ts";
import type { PlacedCall } from "./timeline.ts";
import { vaultsAt } from "./written-settings.ts";

/** That a vault certainly blocks a call, and how it decides. */
export interface BlockedCall {
  readonly fact: OutsideFact;
  readonly verdict: Verdict;
}

/** What is known of what runs beside templates. */
interface Surrounding {
  readonly changes: readonly PlacedCall[];
  readonly tags: ServiceTags;
  readonly poolOf: ReturnType<typeof poolsNamed>;
}

/** KV805: whether a vault with a name certainly blocks a call; null if it is not certain. */
export function blockedCall(
  placed: PlacedCall,
  name: string | null,
  { analysis, across }: DeclaredVault,
  { changes, tags, poolOf }: Surrounding,
): BlockedCall | null {
  const { call, job, step } = placed;
  const { machine } = job;
  if (call.access.kind !== "use") return null;
  const isGroup = call.through?.kind === "group";
  if (isGroup && machine.kind !== "hosted") {
    const edited = vaultsAt(placed, name, across, changes);
    return edited && blockedGroup(edited, tags);
  }
  const vaults = vaultsCalled(placed, name, across, changes);
  if (typeof vaults === "string") return null;
  if (machine.kind === "private") return blockedPool(vaults, poolOf(analysis)(machine.pool));
  const isShut = vaults.every(isDisabled);
  const verdict = deniedIn(vaults, () => (machine.kind === "hosted" ? hostedCaller(machine, tags) : null));
  if (machine.kind !== "hosted" || !verdict) return null;
  if (mayBeListed(machine, verdict)) return null;
  const isBehind = vaults.every(ignoresRules);
  const why = isShut ? "disabled" : isBehind ? "perimeter" : "no-rule";
  if (isGroup) return { fact: { kind: "KV805", why: "group", decided: why }, verdict };
  const fact: OutsideFact =
    step.isEarly && !isBehind && ownListings(placed, name, changes).length > 0
      ? { kind: "KV805", why: "too-early" }
      : { kind: "KV805", by: machine.by, why };
  return { fact, verdict };
}

/** The verdict for a caller that a vault blocks whatever it is of several; null if it may not block it. */
function deniedIn(
  vaults: readonly VaultAcrossWorlds[],
  callerIn: (network: Network) => Caller | null,
): Verdict | null {
  const verdicts = vaults.map((vault) => judgeAcross(vault, callerIn)?.answer);
  const isDenied = verdicts.every((each) => each?.verdict === "denied");
  const open = vaults.findIndex((vault) => !isDisabled(vault));
  return isDenied ? (verdicts[Math.max(open, 0)] ?? null) : null;
}

/** Of a pool that a template or an access file describes, it may be certain that the vault, or the network on the way, blocks it. */
function blockedPool(vaults: readonly VaultAcrossWorlds[], pool: Source | null): BlockedCall | null {
  const views = vaults.flatMap((each) => each.views);
  const isOpen = views.some(
    ({ world: { network }, vault }) => !network.intact || mayDeclareAbout(network, vault),
  );
  if (isOpen || !pool) return null;
  const callerIn = (network: Network): Caller | null => [...callersIn(pool, network).values()][0] ?? null;
  const verdict = deniedIn(vaults, callerIn);
  if (!verdict) return null;
  const [caller] = views.map(({ world }) => callerIn(world.network));
  const named = pool.kind === "subnet" ? pool.name : null;
  const subnet = caller?.kind === "subnet" ? subnetLabel(caller.subnet) : named;
  return { fact: { kind: "KV805", why: stopOnWay(verdict) ? "pool-path" : "pool", subnet }, verdict };
}

/**
 * Whoever runs the jobs, Azure DevOps itself reads a variable group from addresses of its own when someone edits it:
 * https://learn.microsoft.com/azure/devops/pipelines/release/key-vault-access
 */
function blockedGroup(vaults: readonly VaultAcrossWorlds[], tags: ServiceTags): BlockedCall | null {
  const addresses = tags.addressesOf("AzureDevOps");
  const verdict = addresses && deniedIn(vaults, () => ({ kind: "addresses", addresses }));
  if (!verdict) return null;
  return { fact: { kind: "KV805", why: "group-edited" }, verdict };
}

/**
 * Hosted machines with Linux and Windows have addresses of Azure's data centers, those with macOS have addresses of GitHub's cloud:
 * https://learn.microsoft.com/azure/devops/pipelines/agents/hosted,
 * https://docs.github.com/actions/reference/runners/github-hosted-runners
 */
function hostedCaller(
  { isElsewhere }: Extract<Machine, { readonly kind: "hosted" }>,
  tags: ServiceTags,
): Caller {
  return isElsewhere ? { kind: "internet" } : { kind: "addresses", addresses: tags.dataCentres };
}
