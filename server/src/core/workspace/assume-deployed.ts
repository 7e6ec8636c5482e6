import { bypass, defaultAction, publicAccess } from "../access/effective.ts";
import { ownVaults, type World } from "../access/worlds.ts";
import type { Files } from "../files/files.ts";
import { isolated } from "../logic/isolated.ts";
import { Remembered } from "../logic/memoize.ts";
import { bindAssuming } from "../network/bind/network.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { asDeployed } from "../network/writes/as-deployed.ts";
import { vaultNameKey } from "../network/writes/writes.ts";
import type { StateFault } from "../syntax/syntax-fault.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { Document } from "../text/document.ts";
import { type Analysis, analyze, emptyWorld } from "./analyzer.ts";

/**
 * Analyses in which values that templates leave open are those of a state, for vaults of the same name: unknown values, and the worlds
 * that contradict it. Asked again about the same ones, it answers with the same objects.
 */
export function assumeDeployed(analyses: readonly Analysis[], state: Analysis): readonly Analysis[] {
  const deployed = new Map(
    ownVaults(state.worlds).flatMap(({ vault }) => {
      const name = vaultNameKey(vault);
      return name === null ? [] : [[name, vault] as const];
    }),
  );
  return analyses.map((each) => {
    if (isOfState(each) || isAssumed(each)) return each;
    const known = remembered.get(each);
    if (known?.state === state) return known.answer;
    const assumed = isolated(() => assuming(each, deployed));
    const answer =
      "value" in assumed
        ? assumed.value
        : { ...each, kind: "failed" as const, worlds: [emptyWorld], failed: assumed.failed };
    remembered.set(each, { state, answer });
    return answer;
  });
}

const remembered = new Remembered<Analysis, { readonly state: Analysis; readonly answer: Analysis }>();

function isAssumed({ worlds: [world] }: Analysis): boolean {
  return world?.asWritten !== undefined;
}

type Deployed = ReadonlyMap<string, Vault>;

function assuming(analysis: Analysis, deployed: Deployed): Analysis {
  const isConcerned = analysis.worlds.some(({ network }) =>
    network.vaults.some((vault) => stateOf(vault, deployed)),
  );
  if (!isConcerned) return analysis;
  const agreeing = analysis.worlds.filter(({ network }) => !contradicts(network, deployed));
  const kept = agreeing.length > 0 ? agreeing : analysis.worlds;
  const rebind = (network: Network): Network =>
    bindAssuming(network, (vault, subnets) => adapted(vault, subnets, deployed));
  const worlds = kept.map((world): World => ({
    ...world,
    network: rebind(world.network),
    ...(world.whenCreated ? { whenCreated: rebind(world.whenCreated) } : {}),
    asWritten: analysis.worlds,
  }));
  return { ...analysis, worlds };
}

function stateOf(vault: Vault, deployed: Deployed): Vault | undefined {
  return deployed.get(vaultNameKey(vault) ?? "");
}

function adapted(vault: Vault, subnets: readonly Subnet[], deployed: Deployed): Vault {
  const state = stateOf(vault, deployed);
  return state ? asDeployed(vault, state, subnets) : vault;
}

/** Whether a world makes a vault that is deployed what it is not. */
function contradicts({ vaults }: Network, deployed: Deployed): boolean {
  return vaults.some((vault) => {
    const state = stateOf(vault, deployed);
    if (!state) return false;
    return vault.exists.truth === "no" || settings.some((read) => differ(read(vault), read(state)));
  });
}

const settings = [
  (vault: Vault) => publicAccess(vault).value,
  (vault: Vault) => defaultAction(vault).value,
  (vault: Vault) => bypass(vault).value,
] as const;

function differ(a: ReturnType<(typeof settings)[number]>, b: ReturnType<(typeof settings)[number]>): boolean {
  return a.kind === "known" && b.kind === "known" && a.value !== b.value;
}

/** What a file says is deployed (or planned, where it says no more), or why it cannot be used as a state. */
export type StateReading = { readonly state: Analysis } | { readonly fault: StateFault };

/**
 * Reads a file as a state to compare with: one that contains two, as a what-if result does, as it is before the deployment. The document
 * of the answer is the one that is given, so that places in it are places in the file.
 */
export function readStateFile(file: Document, files: Files): StateReading {
  const document: Document = { ...file, moment: "before" };
  const { template, problems, failed } = parseDocument(document);
  const [problem] = problems;
  if (problem) return { fault: { kind: "syntax", fault: problem.fault } };
  if (failed) return { fault: { kind: "failed", why: failed.fact } };
  if (template?.state == null) return { fault: { kind: "not-a-state" } };
  const state = analyze({
    root: file.id,
    files: { ...files, get: (id) => (id === file.id ? document : files.get(id)) },
  });
  return state.kind === "failed" ? { fault: { kind: "failed", why: state.failed.fact } } : { state };
}

/** Whether an analysis is of what a tool printed, rather than of a template. */
export function isOfState({ worlds: [world] }: Pick<Analysis, "worlds">): boolean {
  return world?.network.frames[0]?.template.state != null;
}
