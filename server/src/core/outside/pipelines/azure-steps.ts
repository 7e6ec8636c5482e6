import { isDeploymentStep } from "../commands/deployment.ts";
import { isNetworkStep } from "../commands/joined-network.ts";
import { areOptionsPlain } from "../commands/terraform.ts";
import { applyAt, deployAt, plainStep, type Step, useOf } from "../job.ts";
import { type Names, piecesOf, resolveText, type Texts, vaultNamesIn } from "../names.ts";
import type { OutsideFiles } from "../outside-files.ts";
import type { Language } from "../script-commands.ts";
import { argumentsWritten, callsAt, givesVariables, readScript, runScript } from "../read-script.ts";
import { pinOfStep } from "../tool-uses.ts";
import { entriesOf, textOf, valueOf, type YamlNode } from "../yaml.ts";
import { findTemplate, itemsIn, mostTemplates, type PipelineFile, templateOf } from "./azure-variables.ts";
import { neverHolds, outcomeIn } from "./github-steps.ts";
import { foldWord } from "../../text/fold.ts";

/** The steps of a job, with those of the templates that it includes. */
export function azureSteps(
  list: YamlNode,
  file: PipelineFile,
  files: OutsideFiles,
  isConditional: boolean,
  depth = 0,
): readonly Step[] {
  return itemsIn(list, file, isConditional).flatMap(({ item, file: own, isConditional: isBranch }) => {
    // An expression may insert any steps.
    if (textOf(item) !== null) return [unread];
    if (!valueOf(item, "template")) return stepOf(item, own.names, { files, id: own.id, isBranch });
    const template = depth < mostTemplates ? templateOf(item, own, files) : null;
    const steps = valueOf(template?.root, "steps");
    if (!template || !steps) return findTemplate(item, own, files) === null ? [] : [unread];
    const read = azureSteps(steps, template, files, isBranch, depth + 1);
    return template.isCut ? [...read, unread] : read;
  });
}

const unread: Step = { ...plainStep, calls: [], isUnread: true };

interface StepContext {
  readonly files: OutsideFiles;
  readonly id: string;
  readonly isBranch: boolean;
}

function stepOf(item: YamlNode, around: Names, { files, id, isBranch }: StepContext): readonly Step[] {
  const condition = valueOf(item, "condition");
  if (textOf(valueOf(item, "enabled")) === "false" || neverHolds(condition)) return [];
  const names = withEnvironment(around, valueOf(item, "env"));
  const kind = {
    ...plainStep,
    isConditional: isBranch,
    runsAfter: outcomeIn(condition),
  };
  const text = (): string => files.find(id)?.text ?? "";
  const script = scriptIn(item);
  if (script)
    return [
      inFolder(
        valueOf(item, "workingDirectory"),
        names,
        { ...kind, ...readWritten(script, names, files) },
        text,
      ),
    ];
  const task = foldWord(/^([\w.-]+)@/.exec(textOf(valueOf(item, "task")) ?? "")?.[1]);
  if (task === undefined) return [];
  const inputs = valueOf(item, "inputs");
  if (task === "azurekeyvault") return [{ ...kind, ...vaultTask(inputs, names) }];
  const inline = inlineScript(task, inputs);
  const directory = inputIn(inputs, ["workingDirectory", "cwd"]);
  const path = inline ? null : scriptPath(task, inputs, names);
  const run = inline
    ? readWritten(inline, names, files)
    : path && runWritten(path, id, names, files, givenTo(inputs, names));
  if (run) {
    const tools = [...selectedModule(task, inputs, names), ...(run.tools ?? [])];
    return [inFolder(directory, names, { ...kind, ...run, tools }, text)];
  }
  const applied = terraformTask(task, inputs);
  if (applied) return [inFolder(directory, names, { ...kind, ...applied }, text)];
  if (isDeploymentStep(task)) return [{ ...kind, calls: [deployAt(item.span)], deploys: true }];
  return mayOpen(task, inputs) ? [{ ...kind, calls: [], isUnread: true }] : [];
}

/** The version of Azure PowerShell that a task runs with: https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/azure-powershell-v5 */
function selectedModule(task: string, inputs: YamlNode | null, names: Names): Step["tools"] {
  const which = textOf(inputIn(inputs, ["azurePowerShellVersion", "TargetAzurePs"])) ?? "";
  if (task !== "azurepowershell" || /^latestversion$/i.test(which)) return [];
  return pinOfStep("Az", inputIn(inputs, ["preferredAzurePowerShellVersion", "CustomTargetAzurePs"]), names);
}

/** The secrets of a vault: https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/azure-key-vault-v2 */
function vaultTask(inputs: YamlNode | null, names: Names): Pick<Step, "calls" | "isEarly"> {
  const vault = valueOf(inputs, "KeyVaultName", "folded");
  const isEarly = /^true$/i.test(textOf(valueOf(inputs, "RunAsPreJob", "folded")) ?? "");
  if (vault?.kind !== "scalar") return { calls: [], isEarly };
  const vaults = vaultNamesIn(resolveText(vault.text, names));
  return { calls: [useOf(vault.text, vaults, vault.span, names)], isEarly };
}

/**
 * What the tasks of two extensions do with Terraform: https://github.com/microsoft/azure-pipelines-terraform,
 * https://github.com/jason-johnson/azure-pipelines-tasks-terraform. Null of other tasks.
 */
function terraformTask(task: string, inputs: YamlNode | null): Pick<Step, "calls" | "deploys"> | null {
  if (!/^terraform(?:task(?:v\d+)?|cli)$/.test(task)) return null;
  const command = valueOf(inputs, "command", "folded");
  const name = textOf(command) ?? "";
  if (command?.kind !== "scalar" || !/^(?:apply|destroy|custom)$/i.test(name)) {
    // What is not known may be anything.
    return { calls: [], deploys: name === "" || name.includes("$") };
  }
  const given = ["commandOptions", "secureVarsFile", "customCommand"].map((input) =>
    textOf(valueOf(inputs, input, "folded")),
  );
  const [options, ...others] = given;
  const isPlain = areOptionsPlain(options ?? "") && others.every((each) => each === null);
  const applied = foldWord(name) === "apply" ? [applyAt(isPlain ? "" : null, command.span)] : [];
  const calls = [deployAt(command.span, "terraform"), ...applied];
  return { calls, deploys: !isPlain };
}

/** The step as it runs in a folder of the sources; none is written where it runs in theirs. */
function inFolder(directory: YamlNode | null, names: Names, step: Step, text: () => string): Step {
  if (!step.calls.some(({ through }) => through)) return step;
  if (givesVariables(text())) return { ...step, calls: callsAt(null, step.calls) };
  const path = directory?.kind === "scalar" ? withoutFolder(directory.text) : null;
  const [only, ...others] = (path === null ? null : resolveText(path, { ...names, macro: () => null })) ?? [];
  const folder = directory ? (others.length > 0 ? null : (only ?? null)) : "";
  return { ...step, calls: callsAt(folder, step.calls) };
}

interface WrittenScript {
  readonly node: YamlNode;
  readonly language: Language;
}

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps */
function scriptIn(item: YamlNode): WrittenScript | null {
  const shell = valueOf(item, "script") ?? valueOf(item, "bash");
  if (shell) return { node: shell, language: "shell" };
  const powershell = valueOf(item, "pwsh") ?? valueOf(item, "powershell");
  return powershell ? { node: powershell, language: "powershell" } : null;
}

/** Inputs of tasks that run a script, by the task: the script itself, and the path of a file. */
const scriptTasks: ReadonlyMap<
  string,
  { readonly inline: readonly string[]; readonly path: readonly string[] }
> = new Map([
  ["azurecli", { inline: ["inlineScript"], path: ["scriptPath"] }],
  ["azurepowershell", { inline: ["Inline"], path: ["ScriptPath"] }],
  ["bash", { inline: ["script"], path: ["filePath"] }],
  ["powershell", { inline: ["script"], path: ["filePath"] }],
  ["cmdline", { inline: ["script"], path: [] }],
  ["shellscript", { inline: [], path: ["scriptPath"] }],
]);

function inlineScript(task: string, inputs: YamlNode | null): WrittenScript | null {
  const node = inputIn(inputs, scriptTasks.get(task)?.inline ?? []);
  if (!node || textOf(node) === null) return null;
  const type = textOf(valueOf(inputs, "scriptType", "folded")) ?? "";
  const isPowerShell = task.includes("powershell") || /^(?:ps|pscore)$/i.test(type);
  return { node, language: isPowerShell ? "powershell" : "shell" };
}

function scriptPath(task: string, inputs: YamlNode | null, names: Names): Texts {
  const node = inputIn(inputs, scriptTasks.get(task)?.path ?? []);
  return node?.kind === "scalar"
    ? resolveText(withoutFolder(node.text), { ...names, macro: () => null })
    : null;
}

/** The folder of the sources is that of the repository, unless a job checks out several. */
function withoutFolder(path: string): string {
  return path.replace(/^\$\((?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory)\)(?:[\\/]|$)/i, "");
}

function inputIn(inputs: YamlNode | null, names: readonly string[]): YamlNode | null {
  for (const name of names) {
    const node = valueOf(inputs, name, "folded");
    if (node) return node;
  }
  return null;
}

function readWritten(
  { node, language }: WrittenScript,
  names: Names,
  files: OutsideFiles,
): Partial<Step> & Pick<Step, "calls"> {
  const source = node.kind === "scalar" ? node.source : null;
  return source ? readScript(source, language, names, files) : { calls: [], isUnread: true };
}

function runWritten(
  paths: readonly string[],
  id: string,
  names: Names,
  files: OutsideFiles,
  given: readonly Texts[] | null,
): Partial<Step> & Pick<Step, "calls"> {
  const [only, ...others] = paths;
  if (only === undefined || others.length > 0) return { calls: [], isUnread: true };
  return runScript(only, id, names, files, given);
}

/** The arguments of a script; none if nothing is written, null if they are not known. */
function givenTo(inputs: YamlNode | null, names: Names): readonly Texts[] | null {
  const node = inputIn(inputs, ["arguments", "scriptArguments"]);
  if (!node) return [];
  return node.kind === "scalar" && node.source ? argumentsWritten(node.source, names) : null;
}

/** A third-party task may open the firewall, or connect the machine to a network that it allows. */
function mayOpen(task: string, inputs: YamlNode | null): boolean {
  const words = [task, ...entriesOf(inputs).map(({ key }) => key.text)].join(" ");
  return scriptTasks.has(task) || /vault|firewall|network/i.test(words) || isNetworkStep(task);
}

/** Variables of one step replace those of the job. */
function withEnvironment(around: Names, env: YamlNode | null): Names {
  const own = new Map(
    entriesOf(env).map(({ key, value }) => [
      foldWord(key.text),
      value.kind === "scalar" ? resolveText(value.text, around) : null,
    ]),
  );
  if (own.size === 0) return around;
  return {
    ...around,
    given: (name) => {
      const value = valueOf(env, name.replace(/^env:/, ""), "folded");
      return value?.kind === "scalar" ? piecesOf(value.text) : around.given(name);
    },
    variable: (name) => {
      const key = foldWord(name.replace(/^env:/, ""));
      return own.has(key) ? (own.get(key) ?? null) : around.variable(name);
    },
  };
}
