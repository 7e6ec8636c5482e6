import type { DocumentId } from "../../text/document.ts";
import { type Job, type Machine, stepsWith } from "../job.ts";
import { givenIn, type Names, noNames, type Texts } from "../names.ts";
import { idIn, type OutsideFiles } from "../outside-files.ts";
import { givesVariables } from "../read-script.ts";
import type { Language } from "../script-commands.ts";
import { pinOfContainer } from "../tool-uses.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf, type YamlNode } from "../yaml.ts";
import { contextNames, defaultsOf, overwritten, textsOf, withEnvironment } from "./github-names.ts";
import { folderAt, languageNamed, mostLevels, neverHolds, stepsOf } from "./github-steps.ts";
import { repositoryOf } from "./workflow-files.ts";

/** The workflows of the same repository that a workflow calls. */
export function workflowsCalledBy(id: DocumentId, [workflow]: readonly YamlNode[]): readonly DocumentId[] {
  return entriesOf(valueOf(workflow, "jobs")).flatMap(({ value }) => {
    const uses = textOf(valueOf(value, "uses"));
    return uses?.startsWith("./") === true ? [idIn(repositoryOf(id), uses)] : [];
  });
}

/** The jobs of a workflow, in their order: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function workflowJobs(id: DocumentId, workflow: YamlNode, files: OutsideFiles): readonly Job[] {
  const jobsWith = (inputs: Workflow["inputs"]): readonly Job[] =>
    jobsOf({ id, workflow, files, inputs, path: [] });
  const dispatched = valueOf(valueOf(valueOf(workflow, "on"), "workflow_dispatch"), "inputs");
  const chosen = chosenInputs(dispatched);
  if (chosen.size === 0) return jobsWith(defaultsOf(inputsOf(workflow)));
  const inputs = new Map([...defaultsOf(inputsOf(workflow)), ...chosen]);
  const others = jobsWith(new Map([...inputs, ...[...chosen.keys()].map((name) => [name, null] as const)]));
  return jobsWith(inputs).map((job, index) => asChosen(job, others[index]));
}

/** The values of inputs that someone gives who starts a workflow: a default, or one of several. */
function chosenInputs(inputs: YamlNode | null): ReadonlyMap<string, Texts> {
  const defaults = inputs ? defaultsOf([inputs]) : new Map<string, Texts>();
  const options = entriesOf(inputs).flatMap(({ key, value }): [string, Texts][] => {
    const texts = itemsOf(valueOf(value, "options")).flatMap((option) => textOf(option) ?? []);
    return texts.length > 0 ? [[key.text, texts]] : [];
  });
  return new Map([...defaults, ...options]);
}

/** A job of which the steps are conditional that do something else, or on another machine, if someone gives other inputs. */
function asChosen(job: Job, other: Job | undefined): Job {
  const isSameMachine = JSON.stringify(job.machine) === JSON.stringify(other?.machine);
  const steps = job.steps.map((step, index) => {
    const same = { ...other?.steps[index], tools: step.tools };
    return isSameMachine && JSON.stringify(step) === JSON.stringify(same)
      ? step
      : { ...step, isConditional: true };
  });
  return { ...job, steps };
}

interface Workflow {
  readonly id: DocumentId;
  readonly workflow: YamlNode;
  readonly files: OutsideFiles;
  readonly inputs: ReadonlyMap<string, Texts>;
  /** The jobs that call it. */
  readonly path: readonly string[];
}

function jobsOf(called: Workflow): readonly Job[] {
  const { id, workflow, path } = called;
  const isOverwritten = overwritten(id, called.files);
  const given: Names["given"] = (name) => givenIn(isOverwritten(name.replace(/^env:/, "")));
  const around = withEnvironment(
    contextNames(called.inputs, new Map(), { ...noNames, given }),
    valueOf(workflow, "env"),
    isOverwritten,
  );
  return entriesOf(valueOf(workflow, "jobs")).flatMap(({ key, value: job }): readonly Job[] => {
    if (neverHolds(valueOf(job, "if"))) return [];
    const matrix = matrixOf(job, around);
    const names = withEnvironment(
      { ...around, expression: contextNames(called.inputs, matrix, around).expression },
      valueOf(job, "env"),
      isOverwritten,
    );
    const uses = textOf(valueOf(job, "uses"));
    const name = [...path, key.text].join("/");
    if (uses !== null)
      return path.length < mostLevels
        ? calledJobs(uses, job, names, { ...called, path: [...path, key.text] })
        : [];
    const language = shellOf(job) ?? shellOf(workflow);
    const machine = machineOf(valueOf(job, "runs-on"), names);
    const context = {
      id,
      files: called.files,
      names,
      folder: givesVariables(called.files.find(id)?.text ?? "")
        ? null
        : folderOfSteps([job, workflow], names),
      language: language ?? defaultLanguage(valueOf(job, "runs-on")),
    };
    const tools = pinOfContainer(valueOf(job, "container"), names);
    const steps = [
      ...stepsWith(tools),
      ...itemsOf(valueOf(job, "steps")).flatMap((step) => stepsOf(step, context, 0)),
    ];
    return [{ document: id, name, span: key.span, machine, isWhole: true, steps }];
  });
}

function calledJobs(uses: string, job: YamlNode, names: Names, caller: Workflow): readonly Job[] {
  if (!uses.startsWith("./")) return [];
  const id = idIn(repositoryOf(caller.id), uses);
  const document = caller.files.find(id);
  const read = document ? readYaml(document) : null;
  const [workflow] = read?.documents ?? [];
  if (!workflow || read?.unreadFrom !== null) return [];
  const given = entriesOf(valueOf(job, "with")).map(({ key, value }): [string, Texts] => [
    key.text,
    textsOf(value, names),
  ]);
  return jobsOf({ ...caller, id, workflow, inputs: new Map([...defaultsOf(inputsOf(workflow)), ...given]) });
}

function inputsOf(workflow: YamlNode): readonly YamlNode[] {
  const on = valueOf(workflow, "on");
  return ["workflow_dispatch", "workflow_call"].flatMap(
    (event) => valueOf(valueOf(on, event), "inputs") ?? [],
  );
}

/**
 * GitHub's own machines have labels of a system and a version, or `ubuntu-slim`; all other labels are those of larger or self-hosted machines, whose
 * addresses may be fixed: https://docs.github.com/actions/reference/runners/github-hosted-runners
 */
function machineOf(runsOn: YamlNode | null, names: Names): Machine {
  const group = textOf(valueOf(runsOn, "group"));
  if (group !== null) return { kind: "private", pool: group };
  const labels = runsOn?.kind === "list" ? runsOn.items : runsOn ? [valueOf(runsOn, "labels") ?? runsOn] : [];
  const texts = labels.map((label) => textsOf(label, names));
  if (texts.length === 0 || !texts.every((each) => each !== null)) return { kind: "unknown" };
  const all = texts.flat();
  const hosted = all.filter((label) => hostedLabel.test(label));
  if (hosted.length === all.length && labels.length === 1)
    return { kind: "hosted", by: "github", isElsewhere: all.every((label) => label.startsWith("macos")) };
  if (hosted.length > 0) return { kind: "unknown" };
  const own = all.filter((label) => label !== "self-hosted");
  return { kind: "private", pool: own[0] ?? null };
}

const hostedLabel =
  /^(?:ubuntu-slim|(?:ubuntu|windows|macos)-(?:latest|\d[\d.]*)(?:-(?:arm|large|xlarge|intel|vs\d+))?)$/;

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunworking-directory */
function folderOfSteps(around: readonly YamlNode[], names: Names): string | null {
  const [directory] = around.flatMap(
    (each) => valueOf(valueOf(valueOf(each, "defaults"), "run"), "working-directory") ?? [],
  );
  return directory ? folderAt(directory, names) : "";
}

function shellOf(node: YamlNode): Language | null {
  return languageNamed(textOf(valueOf(valueOf(valueOf(node, "defaults"), "run"), "shell")));
}

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
function defaultLanguage(runsOn: YamlNode | null): Language {
  return textOf(runsOn)?.startsWith("windows") === true ? "powershell" : "shell";
}

/**
 * The values of a matrix that are written out, of which a list of maps has one for each key. Of the combinations it only matters which
 * of them are excluded; what is included is added to the others
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix).
 */
function matrixOf(job: YamlNode, names: Names): ReadonlyMap<string, Texts> {
  const matrix = valueOf(valueOf(job, "strategy"), "matrix");
  const values = new Map<string, Texts>();
  for (const { key, value } of entriesOf(matrix)) {
    if (key.text === "exclude" || key.text === "include") continue;
    if (value.kind !== "list") values.set(key.text, null);
    for (const item of itemsOf(value)) addValue(values, key.text, item, names);
  }
  const excluded = valueOf(matrix, "exclude");
  if (excluded) exclude(values, excluded, names);
  for (const item of itemsOf(valueOf(matrix, "include")))
    for (const { key, value } of entriesOf(item)) addValue(values, key.text, value, names);
  return values;
}

function addValue(values: Map<string, Texts>, key: string, node: YamlNode, names: Names): void {
  const [before, own] = [values.get(key), node.kind === "scalar" ? textsOf(node, names) : null];
  values.set(key, own === null || before === null ? null : [...(before ?? []), ...own]);
  for (const { key: inner, value } of entriesOf(node)) addValue(values, `${key}.${inner.text}`, value, names);
}

/** More combinations than a matrix may have: https://docs.github.com/actions/reference/limits */
const mostCombinations = 256;

/** Leaves out the values all of whose combinations are excluded; where that is not certain, no value is known. */
function exclude(values: Map<string, Texts>, list: YamlNode, names: Names): void {
  const items = itemsOf(list).map((item) =>
    entriesOf(item).map(({ key, value }) => ({ key: key.text, texts: textsOf(value, names) })),
  );
  const keys = list.kind === "list" ? new Set(items.flat().map(({ key }) => key)) : new Set(values.keys());
  const combinations = list.kind === "list" ? combinationsOf([...keys], values) : null;
  if (combinations === null || items.flat().some(({ texts }) => texts?.length !== 1)) {
    for (const name of values.keys()) if (keys.has(name.replace(/\..*/, ""))) values.set(name, null);
    return;
  }
  const left = combinations.filter(
    (each) => !items.some((item) => item.every(({ key, texts }) => texts?.[0] === each.get(key))),
  );
  for (const key of keys) values.set(key, [...new Set(left.flatMap((each) => each.get(key) ?? []))]);
}

/** The combinations of the values of some keys; null if one of them is not known, or there are too many. */
function combinationsOf(
  keys: readonly string[],
  values: ReadonlyMap<string, Texts>,
): readonly ReadonlyMap<string, string>[] | null {
  let found: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const key of keys) {
    const texts = values.get(key) ?? null;
    if (texts === null || found.length * texts.length > mostCombinations) return null;
    found = found.flatMap((each) => texts.map((text) => new Map([...each, [key, text]])));
  }
  return found;
}
