import { nameOf } from "../../access/vault-label.ts";
import { memoize } from "../../logic/memoize.ts";
import { bindResource } from "../../network/bind/resource.ts";
import { mayOpen } from "../../outside/access.ts";
import type { Job } from "../../outside/job.ts";
import { idIn } from "../../outside/outside-files.ts";
import type { Resource } from "../../network/resource.ts";
import { closedToRunner } from "../../rules/questions/closed-to-runner.ts";
import type { Related } from "../../rules/rule.ts";
import type { FindingFact } from "../../rules/facts/finding-fact.ts";
import { heldScripts, waitsForOpening } from "../../services/consumers/script-changes.ts";
import type { DocumentId, Span } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import type { DeclaredVault } from "./declared-vaults.ts";
import { templateScripts, unseenJob } from "./template-scripts.ts";
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
