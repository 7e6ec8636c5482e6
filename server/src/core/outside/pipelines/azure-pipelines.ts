import type { DocumentId } from "../../text/document.ts";
import { type Job, type Machine, plainStep, type Step, stepsWith, useOf } from "../job.ts";
import { type Names, noNames, resolveText, type Texts } from "../names.ts";
import { idIn, type OutsideFiles } from "../outside-files.ts";
import { fileNameOf, folderOf } from "../../files/documents.ts";
import { entriesOf, itemsOf, textOf, valueOf, type YamlNode, type YamlScalar } from "../yaml.ts";
import { pinOfContainer } from "../tool-uses.ts";
import { withMatrix } from "./azure-matrix.ts";
import { azureSteps } from "./azure-steps.ts";
import { neverHolds } from "./github-steps.ts";
import {
  argumentFor,
  givenByCommands,
  itemsIn,
  mostTemplates,
  openPipeline,
  type PipelineFile,
  readingArgument,
  templateOf,
  withVariables,
} from "./azure-variables.ts";
import { foldWord } from "../../text/fold.ts";

/** Keys of a pipeline or of a template that contains jobs: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pipeline */
const pipelineKeys: ReadonlySet<string> = new Set(["stages", "jobs", "steps", "extends"]);

/** Whether a YAML document may be a pipeline of Azure DevOps or a template of one. What its steps are decides the rest. */
export function isPipeline(root: YamlNode): boolean {
  return entriesOf(root).some(
    ({ key, value }) => pipelineKeys.has(key.text) && (value.kind === "list" || key.text === "extends"),
  );
}

/**
 * The ids that a pipeline includes as templates, wherever it does; the end of one whose path begins in the repository's folder. Those of
 * other repositories are not among them.
 */
export function templatesNamedIn(id: DocumentId, root: YamlNode): readonly DocumentId[] {
  const found: DocumentId[] = [];
  const waiting: YamlNode[] = [root];
  const seen = new Set<YamlNode>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const path = textOf(valueOf(node, "template"))?.replace(/@self$/, "");
    if (path !== undefined && !path.includes("@"))
      found.push(path.startsWith("/") ? path.slice(1) : idIn(folderOf(id), path));
    waiting.push(...entriesOf(node).map(({ value }) => value), ...itemsOf(node));
  }
  return found;
}

/**
 * The jobs of a pipeline. Without a pool they run on machines of Microsoft's
 * (https://learn.microsoft.com/azure/devops/pipelines/agents/hosted), unless the file is a template, whose callers decide about that
 * and its parameters.
 */
export function pipelineJobs(
  id: DocumentId,
  root: YamlNode,
  isTemplate: boolean,
  files: OutsideFiles,
): readonly Job[] {
  const usual: Machine = isTemplate || !isRoot(id, root) ? { kind: "unknown" } : hosted(false);
  const file = openPipeline(id, root, isTemplate ? null : new Map(), {
    ...noNames,
    given: givenByCommands(id, files),
  });
  const jobs = fileJobs(file, {
    files,
    machine: usual,
    path: [],
    depth: 0,
    isConditional: false,
    groups: [],
  });
  // Steps of a template are a part of its callers' jobs.
  return isTemplate ? jobs.map((job) => (job.name === null ? { ...job, isWhole: false } : job)) : jobs;
}

/** Something that only a pipeline itself has, or its usual name. */
function isRoot(id: DocumentId, root: YamlNode): boolean {
  const own = ["trigger", "pr", "schedules", "resources", "pool", "extends"];
  const name = foldWord(fileNameOf(id));
  return own.some((key) => valueOf(root, key) !== null) || name.includes("azure-pipelines");
}

/** What is inherited from the file, stage or template around. */
interface Around {
  readonly files: OutsideFiles;
  readonly machine: Machine;
  readonly path: readonly string[];
  readonly depth: number;
  readonly isConditional: boolean;
  /** What jobs do because of variable groups. */
  readonly groups: readonly Step[];
}

function fileJobs(given: PipelineFile, around: Around): readonly Job[] {
  if (around.depth > mostTemplates) return [];
  const { root } = given;
  const file = withVariables(given, valueOf(root, "variables"), around.files);
  const inner = {
    ...around,
    machine: machineOf(valueOf(root, "pool"), file) ?? around.machine,
    groups: [...around.groups, ...groupSteps(valueOf(root, "variables"), file, around.files)],
  };
  const extended = valueOf(root, "extends");
  const base = extended ? templateOf(extended, file, around.files) : null;
  const jobs = [
    ...(base ? fileJobs(base, { ...inner, depth: around.depth + 1 }) : []),
    ...stagesIn(valueOf(root, "stages"), file, inner),
    ...jobsIn(valueOf(root, "jobs"), file, inner),
  ];
  const steps = valueOf(root, "steps");
  return steps ? [...jobs, jobOf(null, root, steps, file, inner)] : jobs;
}

function stagesIn(list: YamlNode | null, file: PipelineFile, around: Around): readonly Job[] {
  return itemsIn(list, file, around.isConditional).flatMap(({ item, file: own, isConditional }) => {
    const inner = { ...around, isConditional, depth: around.depth + 1 };
    if (neverHolds(valueOf(item, "condition"))) return [];
    if (valueOf(item, "template")) return templateJobs(item, own, inner);
    const name = textOf(valueOf(item, "stage"));
    const stage = withVariables(own, valueOf(item, "variables"), around.files);
    return jobsIn(valueOf(item, "jobs"), stage, {
      ...inner,
      machine: machineOf(valueOf(item, "pool"), stage) ?? around.machine,
      path: name === null ? around.path : [...around.path, name],
      groups: [...around.groups, ...groupSteps(valueOf(item, "variables"), stage, around.files)],
    });
  });
}

function templateJobs(item: YamlNode, file: PipelineFile, around: Around): readonly Job[] {
  const template = templateOf(item, file, around.files);
  return template && !template.isCut ? fileJobs(template, around) : [];
}

function jobsIn(list: YamlNode | null, file: PipelineFile, around: Around): readonly Job[] {
  return itemsIn(list, file, around.isConditional).flatMap(({ item, file: own, isConditional }) => {
    const inner = { ...around, isConditional, depth: around.depth + 1 };
    if (neverHolds(valueOf(item, "condition"))) return [];
    if (valueOf(item, "template")) return templateJobs(item, own, inner);
    const named = valueOf(item, "job") ?? valueOf(item, "deployment");
    if (named?.kind !== "scalar") return [];
    const varied = withVariables(own, valueOf(item, "variables"), around.files);
    const job = { ...varied, names: withMatrix(varied.names, item) };
    const machine = machineOf(valueOf(item, "pool"), job) ?? around.machine;
    const groups = [...around.groups, ...groupSteps(valueOf(item, "variables"), job, around.files)];
    return hooksOf(item).flatMap((hook) => {
      const steps = valueOf(hook, "steps");
      const own = machineOf(hook === item ? null : valueOf(hook, "pool"), job) ?? machine;
      const target = targetOf(item, job, own);
      return steps ? [jobOf(named, item, steps, job, { ...inner, machine: target, groups })] : [];
    });
  });
}

/** What has the steps of a job: of a deployment job the hooks of its strategy, each of which is a job of its own; else the job itself. */
function hooksOf(job: YamlNode): readonly YamlNode[] {
  if (valueOf(job, "steps")) return [job];
  const hooks = entriesOf(valueOf(job, "strategy")).flatMap(({ value }) => entriesOf(value));
  return hooks.flatMap(({ key, value }) =>
    key.text === "on" ? entriesOf(value).map((outcome) => outcome.value) : [value],
  );
}

/**
 * The machine of a deployment job. Virtual machines of an environment run its steps themselves, whatever its pool is; a resource that is
 * only named may be one of them, or a namespace of Kubernetes. An environment without a resource only records what the pool does:
 * https://learn.microsoft.com/azure/devops/pipelines/process/environments-virtual-machines,
 * https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-deployment-environment,
 * https://github.com/MicrosoftDocs/azure-devops-docs/issues/11492
 */
function targetOf(job: YamlNode, { names }: PipelineFile, pool: Machine): Machine {
  const environment = valueOf(job, "environment");
  if (!environment) return pool;
  // Only virtual machines are replaced one after the other.
  const isRolling = valueOf(valueOf(job, "strategy"), "rolling") !== null;
  const types = textsOf(valueOf(environment, "resourceType"), names) ?? ["unknown"];
  if (isRolling || types.every((type) => /^virtualMachine$/i.test(type)))
    return { kind: "private", pool: null };
  if (types.every((type) => /^kubernetes$/i.test(type))) return pool;
  const name = textsOf(environment.kind === "scalar" ? environment : valueOf(environment, "name"), names);
  const hasResource =
    types.some((type) => type !== "") ||
    name?.every((text) => !text.includes(".")) !== true ||
    ["resourceName", "resourceId", "tags"].some((key) => valueOf(environment, key)) ||
    entriesOf(environment).some(({ key }) => key.text.startsWith("${{"));
  return hasResource ? { kind: "unknown" } : pool;
}

function jobOf(
  named: YamlScalar | null,
  node: YamlNode,
  steps: YamlNode,
  file: PipelineFile,
  around: Around,
): Job {
  const path = named && named.text !== "" ? [...around.path, named.text] : around.path;
  return {
    document: file.id,
    name: path.length > 0 ? path.join("/") : null,
    span: named?.span ?? { ...node.span, end: node.span.start },
    machine: around.machine,
    isWhole: true,
    steps: [
      ...around.groups,
      ...stepsWith(pinOfContainer(valueOf(node, "container"), file.names)),
      ...azureSteps(steps, file, around.files, around.isConditional),
    ],
  };
}

function hosted(isElsewhere: boolean): Machine {
  return { kind: "hosted", by: "azure-pipelines", isElsewhere };
}

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pool; null if nothing is written. */
function machineOf(pool: YamlNode | null, file: PipelineFile): Machine | null {
  if (!pool) return null;
  const argument = argumentFor(pool, file);
  if (argument) return machineOf(argument.node, readingArgument(argument, file));
  const name = textsOf(pool.kind === "scalar" ? pool : valueOf(pool, "name"), file.names);
  const images = textsOf(valueOf(pool, "vmImage", "folded"), file.names);
  const isConditional = entriesOf(pool).some(({ key }) => key.text.startsWith("${{"));
  if (name?.length !== 1 || isConditional) return { kind: "unknown" };
  const [only = ""] = name;
  const hasImage = images === null || images.some((image) => image !== "");
  if (only === "" ? hasImage : hostedPool.test(only)) return hosted(/mac/i.test(only) || mayBeMac(images));
  return only === "" || only === "server" ? { kind: "unknown" } : { kind: "private", pool: only };
}

/** An image is only for machines of Microsoft's, whichever it is; a pool with another name does not use it. */
const hostedPool = /^(?:Azure Pipelines|Hosted(?: .*)?|Default Hosted)$/i;

/** What a value is; empty if none is written. */
function textsOf(node: YamlNode | null, names: Names): Texts {
  if (!node) return [""];
  return node.kind === "scalar" ? resolveText(node.text, names) : null;
}

function mayBeMac(images: Texts): boolean {
  return images === null || images.some((image) => /^macos/i.test(image));
}

/**
 * What a job does before its first step because of the variable groups in a list of variables: it downloads the secrets of those that
 * are linked with a vault. https://learn.microsoft.com/azure/devops/pipelines/library/link-variable-groups-to-key-vaults
 */
function groupSteps(
  variables: YamlNode | null,
  file: PipelineFile,
  files: OutsideFiles,
  depth = 0,
): readonly Step[] {
  return itemsIn(variables, file, false).flatMap(({ item, file: own, isConditional }): readonly Step[] => {
    const group = valueOf(item, "group");
    const [name, ...others] = (group?.kind === "scalar" ? resolveText(group.text, own.names) : null) ?? [];
    if (group?.kind === "scalar" && name !== undefined && others.length === 0) {
      const call = { ...useOf(group.text, null, group.span), through: { kind: "group", name } as const };
      return [{ ...plainStep, isEarly: true, isConditional, calls: [call] }];
    }
    const isTemplate = textOf(valueOf(item, "template")) !== null && depth < mostTemplates;
    const template = isTemplate ? templateOf(item, own, files) : null;
    return template ? groupSteps(valueOf(template.root, "variables"), template, files, depth + 1) : [];
  });
}
