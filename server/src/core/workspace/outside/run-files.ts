import { nameOf } from "../../access/vault-label.ts";
import { ownVaults, type VaultAcrossWorlds, vaultWithKey, type World } from "../../access/worlds.ts";
import { memoize } from "../../logic/memoize.ts";
import { bindResource } from "../../network/bind/resource.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Vault } from "../../network/network.ts";
import { waitsFor } from "../../network/order/dependencies.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import { mayOpen, type VaultAccess } from "../../outside/access.ts";
import { type Job, jobOf as jobWith, plainStep, type VaultCall } from "../../outside/job.ts";
import { idIn } from "../../outside/outside-files.ts";
import type { FindingFact } from "../../rules/facts/related-fact.ts";
import { closedToRunner } from "../../rules/questions/consumer-verdicts.ts";
import type { Related } from "../../rules/rule.ts";
import { type HeldScript, heldScripts, waitsForOpening } from "../../services/consumers/script-changes.ts";
import type { ScriptChange } from "../../services/consumers/script-vaults.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import { type DeclaredVault, isDeclared, nameInAll } from "./declared-vaults.ts";
import type { Target } from "./targets.ts";
import { callsIn, mayBeSameVault, type PlacedCall } from "./timeline.ts";

/**
 * The files of scripts that resources of a root run, each with a resource that runs it in all worlds; null if it is not certain that one does. Paths begin in the folder of the root:
 * https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec#working_dir
 */
const filesRunBy = memoize(({ root, worlds }: Analysis): ReadonlyMap<DocumentId, Resource | null> => {
  const found = new Map<DocumentId, Resource | null>();
  for (const { network } of worlds)
    for (const { instance, files, exists, isRun } of heldScripts(network)) {
      if (instance.frame.template.dialect !== "terraform" || !network.frames.includes(instance.frame))
        continue;
      const isCertain = exists === "yes" && isRun && worlds.length === 1;
      for (const path of files) found.set(idIn(root, path), isCertain ? bindResource(instance) : null);
    }
  return found;
});

/** The jobs as they are known beside templates: of a script that one runs, the template decides where and among what it runs. */
export function jobsBeside(jobs: readonly Job[], analyses: readonly Analysis[]): readonly Job[] {
  return jobs.map((job) =>
    isScript(job) && analyses.some((analysis) => filesRunBy(analysis).has(job.document))
      ? { ...job, machine: { kind: "unknown" }, isWhole: false }
      : job,
  );
}

/** All that jobs, and scripts in templates, change about vaults. */
export function changesBeside(jobs: readonly Job[], analyses: readonly Analysis[]): readonly PlacedCall[] {
  return [
    ...jobsBeside(jobs, analyses)
      .flatMap(callsIn)
      .filter(({ call }) => call.access.kind !== "use"),
    ...analyses.flatMap((analysis) => templateScripts(analysis).changes),
  ];
}

/** A script that nothing outside of templates runs. */
function isScript({ name, machine }: Job): boolean {
  return name === null && machine.kind === "local";
}

/** That the machine of Terraform, which runs a script, is certainly blocked. */
export interface BlockedFile {
  readonly fact: FindingFact;
  readonly blocks: Related;
  /** What runs the script. */
  readonly label: Span;
}

/** KV505, of a script in a file that a resource of the vault's root runs, unless something may open the vault before. */
export function blockedFile(
  { call, job }: PlacedCall,
  { analysis, across }: DeclaredVault,
  changes: () => readonly PlacedCall[],
): BlockedFile | null {
  const resource = job.name === null ? filesRunBy(analysis).get(job.document) : null;
  if (call.access.kind !== "use" || !resource || across.exists !== "yes") return null;
  const isOpened = changes().some(
    (other) =>
      other.job !== unseenJob(analysis) && mayOpen(other.call.access) && mayBeSameVault(call, other.call),
  );
  if (isOpened) return null;
  const answers = across.views.map(({ world: { network }, vault }) =>
    waitsForOpening(resource, vault, network) ? null : closedToRunner(vault, network),
  );
  const [first] = answers;
  if (!first?.isCertain || answers.some((each) => each?.obstacle.kind !== first.obstacle.kind)) return null;
  const { obstacle, blocks } = first;
  return { fact: { kind: "KV505", content: nameOf(resource), obstacle }, blocks, label: resource.label };
}

/** What the scripts in the templates of a root change about vaults. */
interface TemplateScripts {
  /** All that they may change; what cannot be read may change anything. */
  readonly changes: readonly PlacedCall[];
  /** What they certainly change, in all worlds, about a vault of the root. */
  readonly certain: readonly CertainChange[];
}

interface CertainChange {
  readonly placed: PlacedCall;
  readonly target: Target;
  /** Nothing that the deployment writes of the vault waits for the script, or may: that would close what it opens. */
  readonly isLast: boolean;
}

/** The scripts of a root as jobs of which the order is not known, except that each may wait for its vault. */
export const templateScripts = memoize((analysis: Analysis): TemplateScripts => {
  const jobs = analysis.worlds.flatMap((world) =>
    heldScripts(world.network)
      .filter(({ changes, isUnread }) => changes.length > 0 || isUnread)
      .map((script) => jobOf(script, world, analysis)),
  );
  if (jobs.length === 0) return noScripts;
  const changes = jobs.flatMap(({ job }) => callsIn(job));
  const isUnread = jobs.some(({ job }) => job.steps.some((step) => step.isUnread));
  const distinct = [...new Map(jobs.map((each) => [each.text, each])).values()];
  const certain = distinct.filter(
    ({ isCertain, text }) =>
      isCertain && jobs.filter((each) => each.text === text).length === analysis.worlds.length,
  );
  return {
    changes: isUnread ? [...changes, ...callsIn(unseenJob(analysis))] : changes,
    certain: certain.flatMap((each) => certainChanges(each, analysis)),
  };
});

const noScripts: TemplateScripts = { changes: [], certain: [] };

interface ScriptJob {
  readonly script: HeldScript;
  readonly world: World;
  readonly job: Job;
  /** The script and what it does; the same in worlds in which it does the same. */
  readonly text: string;
  readonly isCertain: boolean;
}

function jobOf(script: HeldScript, world: World, analysis: Analysis): ScriptJob {
  const { instance, exists, isRun, isUnread, stopsAtFailure, span } = script;
  const calls = script.changes.map((change) => callOf(change, script, analysis));
  const vaults = script.changes.map(({ vault }) => (vault.kind === "declared" ? vault.to.key : null));
  const step = { ...plainStep, calls, isUnread, stopsAtFailure };
  return {
    script,
    world,
    job: jobWith(span, null, { kind: "unknown" }, step),
    text: JSON.stringify([script.key, step, vaults]),
    isCertain: isRun && exists === "yes" && world.network.frames.includes(instance.frame),
  };
}

/** Only the name of a vault says in which other jobs it is meant. */
function callOf(
  { access, vault, runsAtExit }: ScriptChange,
  { span }: HeldScript,
  { worlds }: Analysis,
): VaultCall {
  const across = vault.kind === "declared" ? vaultWithKey(worlds, vault.to.key) : undefined;
  const name = across ? nameInAll(across) : null;
  return { access, vaults: name === null ? null : [name], written: "", span, runsAtExit };
}

function certainChanges({ script, world, job }: ScriptJob, analysis: Analysis): readonly CertainChange[] {
  // Calls are in the order of the script, unless they run at its end.
  const { changes } = script;
  const calls = job.steps.flatMap((step) => step.calls);
  return callsIn(job).flatMap((placed): readonly CertainChange[] => {
    const vault = changes[calls.indexOf(placed.call)]?.vault;
    const across = vault?.kind === "declared" ? ownVault(vault.to, analysis) : undefined;
    if (!across) return [];
    const target = { name: nameInAll(across), vault: { analysis, across } };
    return [{ placed, target, isLast: runsLast(script, across, world) }];
  });
}

/** A vault that the root certainly declares as it is known. */
function ownVault({ key }: Vault, { worlds }: Analysis): VaultAcrossWorlds | undefined {
  const across = ownVaults(worlds).find((each) => each.key === key);
  if (across?.exists !== "yes" || !isDeclared(across.vault)) return undefined;
  return across.views.some(({ world, vault }) => mayDeclareAbout(world.network, vault)) ? undefined : across;
}

/**
 * Whether what a deployment writes of a vault does not wait for a script, in one world. Without an order, both start at the same time, and
 * a script finds no vault to open until there is one.
 */
function runsLast({ instance }: HeldScript, { views }: VaultAcrossWorlds, world: World): boolean {
  const vault = views.find((view) => view.world === world)?.vault;
  if (!vault) return false;
  const writes = vault.writes.length > 0 ? vault.writes : [vault];
  // What a resource runs itself follows it.
  return writes.every(
    (write) =>
      write.instance === instance ||
      waitsFor(instance, write.instance) === "yes" ||
      waitsFor(write.instance, instance) === "no",
  );
}

/** What stands for scripts of a root that are not read; the same object at every call. */
const unseenJob = memoize(({ root }: Analysis): Job => {
  const span = { document: root, start: 0, end: 0 };
  const call: VaultCall = { access: anything, vaults: null, written: "", span, runsAtExit: false };
  const steps = [{ ...plainStep, calls: [call], isUnread: true }];
  return { document: root, name: null, span, machine: { kind: "unknown" }, isWhole: false, steps };
});

const anything: VaultAccess = {
  kind: "update",
  publicNetworkAccess: "unknown",
  defaultAction: "unknown",
  rules: { addresses: [], isOpen: true },
  isOpen: true,
  isCmdlet: false,
};
