import type { DocumentId } from "../../text/span.ts";
import { isDeploymentStep } from "../commands/deployment.ts";
import type { Job, Machine, Step } from "../job.ts";
import { plainStep } from "../job.ts";
import type { Names, Texts } from "../names.ts";
import { noNames, resolveText, vaultNamesIn } from "../names.ts";
import type { OutsideFiles } from "../outside-files.ts";
import { findUpwards, idIn } from "../outside-files.ts";
import type { Language } from "../read-script.ts";
import { readScript } from "../read-script.ts";
import type { YamlNode } from "../yaml.ts";
import { entriesOf, entryOf, itemsOf, readYaml, textOf, valueOf } from "../yaml.ts";

/** Whether a file is a workflow of GitHub, by its folder. */
export function isWorkflow(id: DocumentId): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i.test(id);
}

/** The workflows of the same repository that a workflow calls. */
export function workflowsCalledBy(id: DocumentId, [workflow]: readonly YamlNode[]): readonly DocumentId[] {
  return entriesOf(valueOf(workflow, "jobs")).flatMap(({ value }) => {
    const uses = textOf(valueOf(value, "uses"));
    return uses?.startsWith("./") === true ? [idIn(repositoryOf(id), uses)] : [];
  });
}

/** The jobs of a workflow, in their order: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function workflowJobs(id: DocumentId, workflow: YamlNode, files: OutsideFiles): readonly Job[] {
  return jobsOf({ id, workflow, files, inputs: defaultsOf(inputsOf(workflow)), path: [] });
}

interface Workflow {
  readonly id: DocumentId;
  readonly workflow: YamlNode;
  readonly files: OutsideFiles;
  readonly inputs: ReadonlyMap<string, Texts>;
  /** The jobs that call it. */
  readonly path: readonly string[];
}

/** Workflows may call each other ten levels deep: https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations */
const mostLevels = 10;

function jobsOf(called: Workflow): readonly Job[] {
  const { id, workflow, path } = called;
  const around = withEnvironment(
    contextNames(called.inputs, new Map()),
    valueOf(workflow, "env"),
    overwritten(id, called),
  );
  return entriesOf(valueOf(workflow, "jobs")).flatMap(({ key, value: job }): readonly Job[] => {
    const matrix = matrixOf(job, around);
    const names = withEnvironment(
      { ...around, expression: contextNames(called.inputs, matrix, around).expression },
      valueOf(job, "env"),
      overwritten(id, called),
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
      language: language ?? defaultLanguage(valueOf(job, "runs-on")),
    };
    const steps = itemsOf(valueOf(job, "steps")).flatMap((step) => stepsOf(step, context, 0));
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

function repositoryOf(workflow: DocumentId): DocumentId {
  return workflow.replace(/\.github\/workflows\/[^/]*$/i, "");
}

function inputsOf(workflow: YamlNode): readonly YamlNode[] {
  const on = valueOf(workflow, "on");
  return ["workflow_dispatch", "workflow_call"].flatMap(
    (event) => valueOf(valueOf(on, event), "inputs") ?? [],
  );
}

function defaultsOf(inputs: readonly YamlNode[]): ReadonlyMap<string, Texts> {
  return new Map(
    inputs
      .flatMap(entriesOf)
      .map(({ key, value }) => [key.text, textsOf(valueOf(value, "default"), noNames)]),
  );
}

function textsOf(node: YamlNode | null, names: Names): Texts {
  return node?.kind === "scalar" ? resolveText(node.text, names) : null;
}

/** What contexts mean: https://docs.github.com/actions/reference/workflows-and-actions/contexts */
function contextNames(
  inputs: ReadonlyMap<string, Texts>,
  matrix: ReadonlyMap<string, Texts>,
  around: Names = noNames,
): Names {
  return {
    ...around,
    expression: (text) => {
      const quoted = /^'([^']*)'$/.exec(text)?.[1];
      if (quoted !== undefined) return [quoted];
      const [, context = "", name = ""] =
        /^(env|inputs|matrix|github\.event\.inputs)\.([\w.-]+)$/.exec(text) ?? [];
      if (context === "env") return around.variable(name);
      return (
        (context === "matrix" ? matrix : context === "" ? new Map<string, Texts>() : inputs).get(name) ?? null
      );
    },
  };
}

/** Names with those of an `env` block, in which a name that a step overwrites is not known. */
function withEnvironment(
  around: Names,
  env: YamlNode | null,
  isOverwritten: (name: string) => boolean,
): Names {
  const own = new Map(entriesOf(env).map(({ key, value }) => [key.text, textsOf(value, around)]));
  if (own.size === 0) return around;
  const variable = (name: string): Texts => {
    const plain = /^env:(.*)$/.exec(name)?.[1];
    const key =
      plain === undefined ? name : ([...own.keys()].find((each) => each.toLowerCase() === plain) ?? name);
    if (!own.has(key)) return around.variable(name);
    return isOverwritten(key) ? null : (own.get(key) ?? null);
  };
  return {
    ...around,
    variable,
    expression: (text) =>
      text.startsWith("env.") ? variable(text.slice("env.".length)) : around.expression(text),
  };
}

/** Whether a step gives later ones another value for a variable. */
function overwritten(id: DocumentId, { files }: Workflow): (name: string) => boolean {
  const text = files.find(id)?.text ?? "";
  return (name) => text.includes("GITHUB_ENV") && text.includes(`${name}=`);
}

/**
 * The values of a matrix that are written out, of which a list of maps has one for each key. Combinations do not matter, because each
 * value is in one of them.
 */
function matrixOf(job: YamlNode, names: Names): ReadonlyMap<string, Texts> {
  const matrix = valueOf(valueOf(job, "strategy"), "matrix");
  const values = new Map<string, Texts>();
  const add = (key: string, node: YamlNode): void => {
    const [before, own] = [values.get(key), node.kind === "scalar" ? textsOf(node, names) : null];
    values.set(key, own === null || before === null ? null : [...(before ?? []), ...own]);
    for (const { key: inner, value } of entriesOf(node)) add(`${key}.${inner.text}`, value);
  };
  for (const { key, value } of entriesOf(matrix)) {
    if (key.text === "exclude") continue;
    if (value.kind !== "list") values.set(key.text, null);
    for (const item of itemsOf(value)) {
      if (key.text !== "include") add(key.text, item);
      else for (const entry of entriesOf(item)) add(entry.key.text, entry.value);
    }
  }
  return values;
}

/**
 * GitHub's own machines have labels of a system and a version; all other labels are those of larger or self-hosted machines, whose
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
    return { kind: "hosted", by: "github", isMac: all.every((label) => label.startsWith("macos")) };
  if (hosted.length > 0) return { kind: "unknown" };
  const own = all.filter((label) => label !== "self-hosted");
  return { kind: "private", pool: own[0] ?? null };
}

const hostedLabel = /^(?:ubuntu|windows|macos)-(?:latest|\d[\d.]*)(?:-(?:arm|large|xlarge|intel|vs\d+))?$/;

function shellOf(node: YamlNode): Language | null {
  return languageNamed(textOf(valueOf(valueOf(valueOf(node, "defaults"), "run"), "shell")));
}

function languageNamed(shell: string | null): Language | null {
  if (shell === null) return null;
  return /^(?:pwsh|powershell)\b/.test(shell) ? "powershell" : "shell";
}

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
function defaultLanguage(runsOn: YamlNode | null): Language {
  return textOf(runsOn)?.startsWith("windows") === true ? "powershell" : "shell";
}

interface StepContext {
  readonly id: DocumentId;
  readonly files: OutsideFiles;
  readonly names: Names;
  readonly language: Language;
}

function stepsOf(step: YamlNode, context: StepContext, depth: number): readonly Step[] {
  const names = withEnvironment(context.names, valueOf(step, "env"), () => false);
  const condition = textOf(valueOf(step, "if")) ?? "";
  const kind = { ...plainStep, runsAlways: /\b(?:always|!\s*cancelled)\(\)|!cancelled\(\)/.test(condition) };
  const uses = textOf(valueOf(step, "uses"));
  if (uses !== null)
    return actionSteps(uses, step, { ...context, names }, depth).map((each) => ({
      ...each,
      runsAlways: kind.runsAlways || each.runsAlways,
    }));
  const run = valueOf(step, "run");
  if (run?.kind !== "scalar") return [];
  if (!run.source) return [{ ...kind, calls: [], isUnread: true }];
  const language = languageNamed(textOf(valueOf(step, "shell"))) ?? context.language;
  const read = readScript(run.source, language, names, context.files);
  // Its shells stop at failures unless another command is given for them.
  return [{ ...kind, ...read, stopsAtFailure: language === "shell" }];
}

function actionSteps(uses: string, step: YamlNode, context: StepContext, depth: number): readonly Step[] {
  const given = valueOf(step, "with");
  const action = (uses.split("@", 1)[0] ?? "").toLowerCase();
  if (uses.startsWith("./")) return localAction(uses, given, context, depth);
  if (action === "azure/cli" || action === "azure/powershell") {
    const script = valueOf(given, "inlineScript", "folded");
    if (script?.kind !== "scalar" || !script.source) return [{ ...plainStep, calls: [], isUnread: true }];
    const language = action === "azure/cli" ? "shell" : "powershell";
    return [{ ...plainStep, ...readScript(script.source, language, context.names, context.files) }];
  }
  if (action === "azure/get-keyvault-secrets")
    return [vaultStep(entryOf(given, "keyvault", "folded")?.value ?? null, context.names)];
  if (isDeploymentStep(action)) return [{ ...plainStep, calls: [], deploys: true }];
  // An action of somebody else may open the firewall.
  const mayOpen = /vault|firewall|allow-?list|white-?list|network/i.test(
    [action, ...entriesOf(given).map(({ key }) => key.text)].join(" "),
  );
  return mayOpen ? [{ ...plainStep, calls: [], isUnread: true }] : [];
}

/** A step that reads secrets of the vault that a value names. */
function vaultStep(vault: YamlNode | null, names: Names): Step {
  if (vault?.kind !== "scalar") return { ...plainStep, calls: [] };
  const vaults = vaultNamesIn(resolveText(vault.text, names));
  const call = {
    access: { kind: "use" },
    vaults,
    written: vault.text,
    span: vault.span,
    runsAtExit: false,
  } as const;
  return { ...plainStep, calls: [call] };
}

function localAction(
  uses: string,
  given: YamlNode | null,
  { files, names, ...context }: StepContext,
  depth: number,
): readonly Step[] {
  const unread: readonly Step[] = [{ ...plainStep, calls: [], isUnread: true }];
  const found = ["action.yml", "action.yaml"].flatMap(
    (name) => findUpwards(context.id, `${uses}/${name}`, files) ?? [],
  )[0];
  if (!found || depth >= mostLevels) return unread;
  if (!found.document) return [];
  const { documents, unreadFrom } = readYaml(found.document);
  const [action] = documents;
  const runs = valueOf(action, "runs");
  if (!action || textOf(valueOf(runs, "using")) !== "composite") return unread;
  const defaults = defaultsOf([valueOf(action, "inputs") ?? action]);
  const values = entriesOf(given).map(({ key, value }): [string, Texts] => [key.text, textsOf(value, names)]);
  const inputs = new Map([...defaults, ...values]);
  const inside = { ...names, expression: contextNames(inputs, new Map(), names).expression };
  const steps = itemsOf(valueOf(runs, "steps")).flatMap((step) =>
    stepsOf(step, { ...context, id: found.id, files, names: inside }, depth + 1),
  );
  return unreadFrom === null ? steps : [...steps, ...unread];
}
