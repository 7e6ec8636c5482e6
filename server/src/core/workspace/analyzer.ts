import { vaultsNeverCreated, type World } from "../access/worlds.ts";
import type { Checkpoint } from "../evaluate/budget.ts";
import { assignments, openParameters } from "../evaluate/open-parameters.ts";
import { type OpenCondition, openConditions } from "../evaluate/conditions.ts";
import { identityOfRoot, rootFrame } from "../evaluate/instances/frames.ts";
import { framesBelow } from "../evaluate/instances/calls.ts";
import { whichCounts } from "../evaluate/values/find-entry.ts";
import type { Plain } from "../evaluate/values/plain.ts";
import { whenCreated } from "../evaluate/instances/when-created.ts";
import type { Cause, Value } from "../evaluate/values/value.ts";
import { type Files, isFolder, type WatchedFiles, watchFiles } from "../files/files.ts";
import { bindNetwork } from "../network/bind/network.ts";
import { causesOfFirewalls, causesOfNetwork } from "../network/causes.ts";
import { emptyNetwork } from "../network/empty-network.ts";
import type { Network } from "../network/network.ts";
import type { Environment } from "./environments.ts";
import type { Member } from "../landscape/member.ts";
import { once } from "../logic/memoize.ts";
import { type Failure, isolated } from "../logic/isolated.ts";
import { fileNameOf, folderOf, openRoot } from "../files/documents.ts";
import { insteadOf, isTerraformFile } from "../syntax/terraform/document-kind.ts";
import { lockedBy } from "../syntax/terraform/lock-file.ts";
import { parametersFrom } from "./parameter-sets.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { Reading, SyntaxProblem } from "../syntax/syntax.ts";
import type { ModuleSource, Template } from "../template/template.ts";
import type { Document, DocumentId, Span } from "../text/document.ts";
import { limits } from "../text/limits.ts";
import { newRun } from "../files/new-run.ts";
import type { Created, Frame, ResourceInstance, Run } from "../evaluate/types.ts";
import { isComplete } from "./roots.ts";
import { ownerOfState, type StateRoot } from "./states.ts";
import { resolveModule } from "../modules/resolve.ts";

export interface AnalysisRequest {
  /** The document to judge, with the modules it calls. */
  readonly root: DocumentId;
  readonly files: Files;
  /** What replaces defaults; null or left out for none. */
  readonly environment?: Environment | null;
  /** The roots whose states it may read. */
  readonly states?: readonly StateRoot[];
  readonly checkpoint?: Checkpoint;
}

/** What is known of one root in one environment. */
export type Analysis = Evaluated | Failed;

export interface Evaluated extends Answer {
  readonly kind: "evaluated";
}

/** A root that could not be evaluated: its only world is empty. */
export interface Failed extends Answer {
  readonly kind: "failed";
  readonly failed: Failure;
}

/** `environment` is null if defaults count, or values were given by hand. */
interface Answer extends Member {
  /** What replaced defaults. */
  readonly inputs: Environment | null;
  /** False if the root is not a template. */
  readonly isTemplate: boolean;
  /** The separate analyses of other roots that contribute to the worlds; empty if the root is not linked. */
  readonly neighbors: readonly Analysis[];
  /** Every document the answer was read from, the root first, as it was then. */
  readonly documents: ReadonlyMap<DocumentId, ReadDocument>;
  /** Every file asked for, there or not: a change of any of them makes this analysis stale. */
  readonly reads: ReadonlySet<DocumentId>;
  /** Those of them of which functions asked for the text, and nothing else did. */
  readonly texts: ReadonlySet<DocumentId>;
  /** Files to supply before the answer is complete. */
  readonly wants: ReadonlySet<DocumentId>;
  readonly problems: readonly SyntaxProblem[];
}

/** A document, and what it contains in addition to its template. */
export interface ReadDocument extends Pick<Reading, "comments" | "problems" | "failed"> {
  readonly document: Document;
}

/**
 * Analyses one root. Never throws and never waits: what is missing is named in `wants`, and the caller asks again with
 * those files supplied.
 */
export function analyze(request: AnalysisRequest): Analysis {
  const files = watchFiles(request.files);
  const work = (): Evaluated => analyzeFrom(files, request);
  const judged = isolated(() => request.files.inTime?.(request.root, work) ?? work());
  if ("failed" in judged) return failedAnalysis(judged.failed, files, request);
  const failed = failureOfReader(judged.value);
  return failed === null ? judged.value : failedAnalysis(failed, files, request);
}

function failedAnalysis(
  failed: Failure,
  { reads, texts, wants }: WatchedFiles,
  { root, environment = null }: AnalysisRequest,
): Failed {
  return {
    kind: "failed",
    root,
    environment: environment?.name ?? null,
    inputs: environment,
    isTemplate: true,
    worlds: [emptyWorld],
    outside: () => emptyNetwork,
    neighbors: [],
    documents: new Map(),
    reads,
    texts: texts(),
    wants,
    problems: [],
    failed,
  };
}

/** A document that could not be read may hold anything, so what calls it is not evaluated either. */
function failureOfReader({ documents }: Evaluated): Failure | null {
  return [...documents.values()].find(({ failed }) => failed !== null)?.failed ?? null;
}

function analyzeFrom(files: WatchedFiles, request: AnalysisRequest): Evaluated {
  // What is read for the states of other roots is not a part of this one.
  const beyond = watchFiles(request.files);
  const networksIn = (read: WatchedFiles): Networks | null => {
    const { template, inputs } = opened(request, read);
    return template && networksOf(template, inputs, { files: read, beyond }, request);
  };
  const networks = networksIn(files);
  const worlds = (networks && worldsOfTools(networks, networksIn, request.root, files)) ?? [emptyWorld];
  const texts = files.texts();
  const documents = documentsIn(request.root, files);
  return {
    kind: "evaluated",
    root: request.root,
    environment: request.environment?.name ?? null,
    inputs: request.environment ?? null,
    isTemplate: networks !== null,
    worlds,
    outside: once(() => (networks ? seenFromOutside(networks) : emptyNetwork)),
    neighbors: [],
    documents,
    reads: new Set([...files.reads, ...beyond.reads]),
    texts,
    wants: new Set([...files.wants, ...beyond.wants]),
    problems: [...documents.values()].flatMap(({ problems }) => problems),
  };
}

/** A root that triggers a bug where others look at it may hold anything. */
function seenFromOutside({ outside }: Networks): Network {
  const seen = isolated(outside);
  return "value" in seen ? seen.value : { ...emptyNetwork, intact: false };
}

/** The template of a root, and the values that replace its defaults. */
function opened(
  { root, environment }: Pick<AnalysisRequest, "root" | "environment">,
  files: WatchedFiles,
): { readonly template: Template | null; readonly inputs: ReadonlyMap<string, Value> } {
  const { template, parameters } = openRoot(root, files);
  const sets = [...parameters, ...(environment?.parameters ?? [])];
  const given = template ? parametersFrom(sets, files, template) : [];
  return { template, inputs: new Map([...given, ...(environment?.set ?? [])]) };
}

/** The templates of which roots, in these environments, certainly create an instance; of a complete one, without giving it values. */
export function templatesCreated(
  some: readonly Pick<AnalysisRequest, "root" | "environment">[],
  given: Files,
): ReadonlySet<DocumentId> {
  const files = watchFiles(given);
  const created = some.map((each) =>
    isolated((): readonly DocumentId[] => {
      const { template, inputs } = opened(each, files);
      const mapping = files.modulesOf?.(each.root);
      const run = newRun({
        resolveModule: (source, from) => resolveModule(source, from, files, mapping),
        files,
        world: new Map(),
      });
      const frames = template ? framesBelow(rootFrame(run, template, inputs)) : [];
      return frames
        .filter(
          (frame) => frame.exists.truth === "yes" && (frame.inputs.size === 0 || !isComplete(frame.template)),
        )
        .map(({ template: { document } }) => document);
    }),
  );
  return new Set(created.flatMap((each) => ("value" in each ? each.value : [])));
}

/** A world in which nothing is known. */
export const emptyWorld: World = {
  assignment: new Map(),
  network: emptyNetwork,
};

/** Parameters that only show once others are assumed are found in a second look. */
const mostLooks = 3;

interface Networks {
  /** Under assumptions about open parameters and conditions, and with what else is taken to hold. */
  readonly under: (
    assignment: ReadonlyMap<string, Plain>,
    conditions: readonly OpenCondition[],
    created?: Created,
  ) => Network;
  readonly textAt: (span: Span) => string | null;
  /** As other roots see it. */
  readonly outside: () => Network;
}

/** Evaluates a root anew, whatever is asked of it. */
function networksOf(
  template: Template,
  inputs: ReadonlyMap<string, Value>,
  { files, beyond }: { readonly files: WatchedFiles; readonly beyond: WatchedFiles },
  { root, environment, checkpoint, states = [] }: AnalysisRequest,
): Networks {
  const mapping = files.modulesOf?.(root);
  const findModule = (source: ModuleSource, from: DocumentId): ReturnType<Run["resolveModule"]> =>
    resolveModule(source, from, files, mapping);
  const stateOf = statesRead(states, environment?.name ?? null, beyond);
  return {
    textAt: ({ document, start, end }) => files.get(document)?.text.slice(start, end) ?? null,
    under: (assignment, conditions, created) => {
      const assumed = assumedConditions(assignment, conditions);
      const run = newRun({ resolveModule: findModule, stateOf, files, checkpoint, ...assumed });
      return bindNetwork(rootFrame(created ? { ...run, created } : run, template, inputs));
    },
    outside: () => {
      const home = { root, environment: environment?.name ?? null };
      const run = newRun({ resolveModule: findModule, stateOf, files, world: new Map(), home });
      return bindNetwork(rootFrame(run, template, inputs));
    },
  };
}

/** The roots whose states are read, as other roots see them, each evaluated once. */
function statesRead(
  states: readonly StateRoot[],
  environment: string | null,
  files: WatchedFiles,
): NonNullable<Run["stateOf"]> {
  const frames = new Map<string, Frame | null>();
  const stateOf = (dataSource: ResourceInstance): Frame | null => {
    const owner = ownerOfState(dataSource, environment, states, files);
    if (!owner) return null;
    const home = { root: owner.root, environment: owner.environment?.name ?? null };
    const key = identityOfRoot(home);
    const before = frames.get(key);
    if (before !== undefined) return before;
    const { template, inputs } = opened(owner, files);
    const mapping = files.modulesOf?.(owner.root);
    const run = newRun({
      resolveModule: (source, from) => resolveModule(source, from, files, mapping),
      stateOf,
      files,
      world: new Map(),
      home,
    });
    const frame = template && rootFrame(run, template, inputs);
    frames.set(key, frame);
    return frame;
  };
  return stateOf;
}

/** What a world assumes, as evaluation asks for it: conditions by their keys. */
function assumedConditions(
  assignment: ReadonlyMap<string, Plain>,
  conditions: readonly OpenCondition[],
): Pick<Run, "world" | "conditions"> {
  const world = new Map(assignment);
  for (const { name, condition } of conditions) {
    const value = assignment.get(name);
    if (value !== undefined)
      world.set(condition.key, condition.among ? value : value !== condition.isNegated);
  }
  return { world, conditions: new Map(conditions.map(({ name, because }) => [name, because])) };
}

/**
 * Conditions are questions only where parameters leave them open, and where they decide a network of a vault: there are many of them in
 * templates, and each doubles the worlds.
 */
function worldsOf({ under, textAt }: Networks, given: readonly OpenCondition[] = []): readonly World[] {
  let conditions = given;
  const networkIn = (assignment: ReadonlyMap<string, Plain>, created?: Created): Network =>
    under(assignment, conditions, created);
  const evaluateWorld = (assignment: ReadonlyMap<string, Plain>): World => ({
    assignment,
    network: networkIn(assignment),
  });
  let worlds = assignments(given, 1).map(evaluateWorld);
  let [causes, causesOfVaults]: [readonly Cause[], readonly Cause[]] = [[], []];
  for (let look = 0; look < mostLooks; look++) {
    const before = openParameters(causes).length;
    causes = [...causes, ...worlds.flatMap((world) => causesOfNetwork(world.network))];
    const parameters = openParameters(causes);
    if (parameters.length === before) {
      causesOfVaults = [...causesOfVaults, ...worlds.flatMap((world) => causesOfFirewalls(world.network))];
      const more = [...given, ...openConditions(causesOfVaults, textAt)];
      if (more.length === conditions.length) break;
      conditions = more;
    }
    worlds = assignments([...parameters, ...conditions], mostWorlds(worlds)).map(evaluateWorld);
  }
  const never = new Set(vaultsNeverCreated(worlds).map(({ key }) => key));
  if (never.size === 0) return worlds;
  return worlds.map((world) => {
    const instances = world.network.vaults.flatMap(({ key, instance }) => (never.has(key) ? [instance] : []));
    return { ...world, whenCreated: networkIn(world.assignment, whenCreated(instances)) };
  });
}

/** How many worlds with so many vaults there may be. */
function mostWorlds(worlds: readonly World[]): number {
  const vaults = Math.max(...worlds.map(({ network }) => network.vaults.length));
  return Math.max(1, Math.min(limits.worlds, Math.floor(limits.vaultsInWorlds / Math.max(1, vaults))));
}

/** The worlds of a root, and where its lock file does not say which tool deploys it, those of either. */
function worldsOfTools(
  networks: Networks,
  networksIn: (read: WatchedFiles) => Networks | null,
  root: DocumentId,
  files: WatchedFiles,
): readonly World[] {
  const worlds = worldsOf(networks);
  const span = [...files.reads].flatMap((id) => openTofuBeside(id, files) ?? [])[0]?.span;
  const tool = span && toolOf(root, files);
  if (!span || tool === "opentofu") return worlds;
  const terraform = networksIn({ ...files, list: (id) => files.list(id)?.filter(isTerraforms) });
  if (!terraform || tool === "terraform") return terraform ? worldsOf(terraform) : worlds;
  const among = [".tf", ".tofu"];
  const because = [whichCounts(among.join("/"), among, span)];
  const deployedFrom = (ending: string): readonly OpenCondition[] =>
    openConditions(because, () => null).map((each) => ({ ...each, domain: [ending] }));
  return [...worldsOf(terraform, deployedFrom(".tf")), ...worldsOf(networks, deployedFrom(".tofu"))];
}

/** Whether a file is not one that only OpenTofu reads. */
function isTerraforms(id: DocumentId): boolean {
  return !/\.tofu(?:\.json)?$/.test(id);
}

/** The tool that deploys a root, if its lock file says so. */
function toolOf(root: DocumentId, files: WatchedFiles): ReturnType<typeof lockedBy> {
  return lockedBy(files.get(`${folderOf(root)}.terraform.lock.hcl`)?.text ?? "");
}

/** That a file beside Terraform's is only read by OpenTofu (https://opentofu.org/docs/language/files/#tofu-files); null of any other one. */
function openTofuBeside(id: DocumentId, files: WatchedFiles): SyntaxProblem | null {
  if (isTerraforms(id)) return null;
  const beside = files.list(folderOf(id))?.find((each) => isTerraformFile(each) && insteadOf(each) !== each);
  if (beside === undefined) return null;
  const file = fileNameOf(beside);
  return { span: { document: id, start: 0, end: 1 }, fault: { kind: "only-for-opentofu", file } };
}

function documentsIn(root: DocumentId, files: WatchedFiles): ReadonlyMap<DocumentId, ReadDocument> {
  const found = new Map<DocumentId, ReadDocument>();
  for (const id of [...files.reads]) {
    const document = isFolder(id) ? null : files.get(id);
    if (!document) continue;
    const { comments, problems, failed } = parseDocument(document);
    const beside = openTofuBeside(id, files);
    const isDoubtful = beside && toolOf(root, files) === null;
    found.set(id, { document, comments, problems: isDoubtful ? [beside, ...problems] : problems, failed });
  }
  return found;
}
