import type { AccessFile, NamedSource, SourceMeaning } from "../../access-file/access-file.ts";
import { resolveSource } from "../../access-file/resolve-source.ts";
import { consumerLabel } from "../../access/consumer-source.ts";
import { type Source, sourceIn, subnetName } from "../../access/source.ts";
import { folderOf } from "../../files/documents.ts";
import { memoize, once, oncePerKey } from "../../logic/memoize.ts";
import { bindResource } from "../../network/bind/resource.ts";
import { readSteps, stepsOf } from "../../network/fields/read-path.ts";
import { isIdText, linkTo } from "../../network/ids/links.ts";
import type { Network, Subnet } from "../../network/network.ts";
import type { Job } from "../../outside/job.ts";
import type { OutsideReading } from "../../outside/read-outside.ts";
import { builtInTags } from "../../services/built-in-tags.ts";
import { type DocumentId, pathFrom, type Span } from "../../text/document.ts";
import { isSameWord } from "../../text/fold.ts";
import type { Analysis } from "../analyzer.ts";
import { clusterOf } from "./blocked-manifests.ts";
import { doubtsOf } from "./job-doubts.ts";
import { changesBeside } from "./run-files.ts";
import type { PlacedCall } from "./timeline.ts";

/** The jobs that are sources, and what may change vaults before they call them. */
export interface JobsBeside {
  readonly reading: Pick<OutsideReading, "jobs">;
  /** The roots whose scripts may change vaults. */
  readonly analyses: readonly Analysis[];
  /** How files are called in the names of jobs. */
  readonly print: (id: DocumentId) => string;
  /** Of these only; of all if it is left out. */
  readonly among?: readonly Job[];
}

/** Named sources with the pools that some roots declare, and with the jobs that call vaults; null if no job is asked for. */
export function sourcesBeside(
  sources: ReadonlyMap<string, NamedSource>,
  roots: readonly Analysis[],
  beside: JobsBeside | null,
): ReadonlyMap<string, NamedSource> {
  const all = new Map([...poolSources(roots), ...sources]);
  if (!beside) return all;
  const { reading, analyses, print, among = reading.jobs } = beside;
  const changes = once(() => changesBeside(reading.jobs, analyses));
  return new Map([...pipelineSources(among, changes, print, (job) => meaningOf(job, all, analyses)), ...all]);
}

/** Where the machines of a pool are, as the access file of a root or else the root itself says; null if neither does. */
export function poolsNamed(
  analyses: readonly Analysis[],
  sourcesAt: (analysis: Analysis) => AccessFile["sources"] | undefined,
): (analysis: Analysis) => (name: string | null) => Source | null {
  const seenFrom = sourceAmong(analyses);
  return oncePerKey((analysis: Analysis) => {
    const sources = sourcesBeside(sourcesAt(analysis) ?? new Map(), [analysis], null);
    return oncePerKey((name: string | null) => {
      const named = poolAmong(sources, name);
      const reading = named && resolveSource(named.name.value, sources, { tags: builtInTags });
      return reading && "source" in reading ? seenFrom(reading.source, analysis) : null;
    });
  });
}

/** Whether a source is the job of a pipeline: pipelines are read only if one is asked for. */
export function asksForJob(text: string): boolean {
  return text.trim().startsWith("pipeline:");
}

/**
 * The jobs that call vaults as sources, under names such as `pipeline:azure-pipelines.yml#build`. A machine of a pool is what the source
 * `pool:NAME` among the given ones says; one whose network nothing describes is not a source. `changes` are those of `changesBeside`.
 */
function pipelineSources(
  jobs: readonly Job[],
  changes: () => readonly PlacedCall[],
  print: (id: DocumentId) => string,
  meansOf: (job: Job) => SourceMeaning | null,
): ReadonlyMap<string, NamedSource> {
  const found = new Map<string, NamedSource>();
  for (const job of jobs) {
    const means = meansOf(job);
    const isCaller = job.steps.some(({ calls }) => calls.some(({ access }) => access.kind === "use"));
    if (!means || !isCaller) continue;
    const value = sourceOfJob(job, print);
    if (found.has(value)) continue;
    const name = { value, span: job.span };
    // What a cluster runs does not change vaults before it calls them.
    const doubt = job.machine.kind === "cluster" ? {} : { doubtOf: doubtsOf(job, changes) };
    found.set(value, { name, description: null, means, ...doubt });
  }
  return found;
}

/** What a job is called as a source. */
export function sourceOfJob({ document, name }: Job, print: (id: DocumentId) => string): string {
  return `pipeline:${print(document)}${name === null ? "" : `#${name}`}`;
}

/** An access file whose tests may name pools, and the jobs of pipelines by paths from it. These are read only if a test names one. */
export function knowingPipelines(
  file: AccessFile,
  reading: () => OutsideReading,
  analyses: readonly Analysis[],
): AccessFile {
  const folder = folderOf(file.document);
  const print = (id: DocumentId): string => pathFrom(folder, id);
  const beside = namesPipelines(file) ? { reading: reading(), analyses, print } : null;
  return { ...file, sources: sourcesBeside(file.sources, analyses, beside) };
}

/** Whether a test of an access file names the job of a pipeline. */
export function namesPipelines({ tests }: AccessFile): boolean {
  return tests.some(
    ({ wanted }) => wanted.kind === "access" && wanted.from.some(({ value }) => asksForJob(value)),
  );
}

function meaningOf(
  { machine, span }: Job,
  sources: ReadonlyMap<string, NamedSource>,
  analyses: readonly Analysis[],
): SourceMeaning | null {
  switch (machine.kind) {
    case "hosted":
      // Those with macOS are in GitHub's own cloud.
      return machine.isElsewhere
        ? { kind: "internet" }
        : { kind: "tag", name: { value: "AzureCloud", span } };
    case "private":
      return poolAmong(sources, machine.pool)?.means ?? null;
    case "cluster":
      return clusterMeaning({ machine, span }, analyses);
    case "local":
    case "app":
    case "unknown":
      return null;
  }
}

function clusterMeaning(
  job: Pick<Job, "machine" | "span">,
  analyses: readonly Analysis[],
): SourceMeaning | null {
  const found = clusterOf(job, analyses);
  const networks = found ? analyses.flatMap(({ worlds }) => worlds.map(({ network }) => network)) : [];
  const [cluster] = networks.flatMap((network) => found?.(network) ?? []);
  if (!found || !cluster) return null;
  return { kind: "consumer", name: { value: consumerLabel(cluster.resource), span: job.span }, found };
}

/** A source as a root sees it among some roots: a subnet of another one is first looked for in roots of the same environment. */
export type SourceAmong = (source: Source, root: Analysis) => Source;

/** How these roots see sources. */
export function sourceAmong(roots: readonly Analysis[]): SourceAmong {
  const worldsOf = (some: readonly Analysis[]): Analysis["worlds"] => some.flatMap(({ worlds }) => worlds);
  const all = worldsOf(roots);
  const near = oncePerKey((name: string | null) =>
    worldsOf(roots.filter(({ environment }) => environment === name)),
  );
  return (source, { worlds, environment }) => sourceIn(source, worlds, near(environment), all);
}

/** A Managed DevOps Pool, which has the same name in Azure DevOps, and the subnet that its machines are in. */
interface ManagedPool {
  readonly name: string;
  readonly subnet: Subnet;
  readonly label: Span;
}

/** Where the subnet is written: https://learn.microsoft.com/azure/devops/managed-devops-pools/configure-networking */
const places: ReadonlyMap<string, string> = new Map([
  ["microsoft.devopsinfrastructure/pools", "properties.fabricProfile.networkProfile.subnetId"],
  ["azurerm_managed_devops_pool", "virtual_machine_scale_set_fabric.subnet_id"],
]);

/** The source that says where the machines of a pool are, whatever the case of its name. */
function poolAmong(sources: ReadonlyMap<string, NamedSource>, name: string | null): NamedSource | undefined {
  const wanted = `pool:${name ?? ""}`;
  const folded = [...sources].find(([each]) => isSameWord(each, wanted));
  return name === null ? undefined : (sources.get(wanted) ?? folded?.[1]);
}

const poolsIn = memoize((network: Network): readonly ManagedPool[] =>
  [...places].flatMap(([type, path]) =>
    network.resources(type).flatMap((instance) => {
      const { declaration } = instance;
      const { name, label } = bindResource(instance);
      const isCertain = !declaration.existing && instance.exists().truth === "yes";
      if (!isCertain || name.kind !== "known" || typeof name.value !== "string") return [];
      const text = name.value;
      return readSteps(instance.body(), stepsOf(path), declaration.labelSpan).found.flatMap(({ field }) => {
        const { value } = field;
        const isId = value.kind === "unknown" || (value.kind === "known" && isIdText(value.value));
        const link = isId ? linkTo(value, network.subnets) : null;
        return link?.kind === "declared" ? [{ name: text, subnet: link.to, label }] : [];
      });
    }),
  ),
);

/** The pools of a root as sources, such as `pool:agents`. */
function poolSources(analyses: readonly Analysis[]): ReadonlyMap<string, NamedSource> {
  const pools = analyses.flatMap(({ worlds }) =>
    worlds.flatMap(({ network }) => poolsIn(network).map((pool) => ({ ...pool, network }))),
  );
  return new Map(
    pools.map(({ name, subnet, network, label }): [string, NamedSource] => {
      const value = `pool:${name}`;
      const named = { value: subnetName(subnet, network), span: label };
      const means = { kind: "subnet", name: named, serviceEndpoints: null, privateEndpoint: false } as const;
      return [value, { name: { value, span: label }, description: null, means }];
    }),
  );
}
