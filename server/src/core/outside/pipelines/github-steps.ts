import { memoize } from "../../logic/memoize.ts";
import { type Truth, truth } from "../../logic/truth.ts";
import type { DocumentId } from "../../text/document.ts";
import { foldWord, isSameWord } from "../../text/fold.ts";
import { isDeploymentStep } from "../commands/deployment.ts";
import { isNetworkStep } from "../commands/joined-network.ts";
import { applyAt, deployAt, type Outcome, plainStep, type Step, useOf } from "../job.ts";
import { type Names, resolveText, type Texts, vaultNamesIn } from "../names.ts";
import { findUpwards, type OutsideFiles } from "../outside-files.ts";
import { callsAt, readScript } from "../read-script.ts";
import type { Language } from "../script-commands.ts";
import { pinOfStep } from "../tool-uses.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf, type YamlNode } from "../yaml.ts";
import { contextNames, defaultsOf, textsOf, withEnvironment } from "./github-names.ts";

/** Workflows may call each other ten levels deep: https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations */
export const mostLevels = 10;

/** What the steps of a job have in common. */
export interface StepContext {
  /** The folder that commands run in, relative to the repository; null if it is not known. */
  readonly folder: string | null;
  readonly id: DocumentId;
  readonly files: OutsideFiles;
  readonly names: Names;
  readonly language: Language;
}

/** A step of a job; of a local action, its steps. */
export function stepsOf(step: YamlNode, context: StepContext, depth: number): readonly Step[] {
  const names = withEnvironment(context.names, valueOf(step, "env"), () => false);
  const condition = valueOf(step, "if");
  const holds = depth > 0 ? holdsForAction(textOf(condition) ?? "", names) : "yes";
  if (holds === "no" || neverHolds(condition)) return [];
  const steps = stepsAt(step, { ...context, names }, depth);
  const runsAfter = outcomeIn(condition);
  return steps.map((each) => ({
    ...each,
    runsAfter: runsAfter === "success" ? each.runsAfter : runsAfter,
    isUnread: each.isUnread || holds === "maybe",
  }));
}

function stepsAt(step: YamlNode, context: StepContext, depth: number): readonly Step[] {
  const { names } = context;
  const uses = textOf(valueOf(step, "uses"));
  if (uses !== null) return actionSteps(uses, step, context, depth);
  const run = valueOf(step, "run");
  if (run?.kind !== "scalar") return [];
  if (!run.source) return [{ ...plainStep, calls: [], isUnread: true }];
  const language = languageNamed(textOf(valueOf(step, "shell"))) ?? context.language;
  const read = readScript(run.source, language, names, context.files);
  const directory = valueOf(step, "working-directory");
  const folder = directory && context.folder !== null ? folderAt(directory, names) : context.folder;
  // Its shells stop at failures unless another command is given for them.
  return [
    { ...plainStep, ...read, calls: callsAt(folder, read.calls), stopsAtFailure: language === "shell" },
  ];
}

/**
 * Whether a condition that compares what an action is given with a text holds; texts are compared without case. Any other may hold as
 * well as not, which only matters for a step by itself.
 */
function holdsForAction(condition: string, names: Names): Truth {
  const [, input = "", operator, text = ""] =
    /^(?:\$\{\{)?\s*(inputs\.[\w-]+)\s*([=!])=\s*'([^']*)'\s*(?:\}\})?$/.exec(condition.trim()) ?? [];
  if (operator === undefined) return "yes";
  const given = names.expression(input);
  const equal = given?.map((each) => isSameWord(each, text)) ?? [];
  const isSame = equal.every((each) => each === equal[0]);
  if (given === null || !isSame) return "maybe";
  return truth((equal[0] === true) === (operator === "="));
}

/** The folder that a value names; null if it is not certain. */
export function folderAt(node: YamlNode | null, names: Names): string | null {
  const [only, ...others] = (node && textsOf(node, names)) ?? [];
  return others.length > 0 ? null : (only ?? null);
}

function actionSteps(uses: string, step: YamlNode, context: StepContext, depth: number): readonly Step[] {
  const given = valueOf(step, "with");
  const action = foldWord(uses.split("@", 1)[0] ?? "");
  if (uses.startsWith("./")) return localAction(uses, given, context, depth);
  if (action === "azure/cli" || action === "azure/powershell") {
    const script = valueOf(given, "inlineScript", "folded");
    if (script?.kind !== "scalar" || !script.source) return [{ ...plainStep, calls: [], isUnread: true }];
    const language = action === "azure/cli" ? "shell" : "powershell";
    const read = readScript(script.source, language, context.names, context.files);
    const version = valueOf(given, action === "azure/cli" ? "azcliversion" : "azpsversion", "folded");
    const tools = [
      ...pinOfStep(action === "azure/cli" ? "Azure CLI" : "Az", version, context.names),
      ...read.tools,
    ];
    return [{ ...plainStep, ...read, tools }];
  }
  if (action === "azure/get-keyvault-secrets")
    return vaultStep(valueOf(given, "keyvault", "folded"), context.names);
  if (action === "dflook/terraform-apply") return [appliedBy(step, given, context)];
  if (isDeploymentStep(action)) return [{ ...plainStep, calls: [deployAt(step.span)], deploys: true }];
  return mayOpen(step) ? [{ ...plainStep, calls: [], isUnread: true }] : [];
}

/** https://github.com/dflook/terraform-github-actions/tree/main/terraform-apply */
function appliedBy(step: YamlNode, given: YamlNode | null, { names, folder: around }: StepContext): Step {
  const path = valueOf(given, "path");
  const isPlain = entriesOf(given).every(({ key }) => /^(?:path|auto_approve|label)$/.test(key.text));
  const folder = path ? folderAt(path, names) : "";
  const span = (path ?? valueOf(step, "uses") ?? step).span;
  return {
    ...plainStep,
    calls: [deployAt(span, "terraform"), applyAt(isPlain && around !== null ? folder : null, span)],
    deploys: !isPlain,
  };
}

/** A third-party action may open the firewall, or connect the machine with a network that it allows. */
const mayOpen = memoize((step: YamlNode): boolean => {
  const keys = entriesOf(valueOf(step, "with")).map(({ key }) => key.text);
  const action = textOf(valueOf(step, "uses"))?.split("@", 1)[0] ?? "";
  const words = [action, ...keys].join(" ");
  return /vault|firewall|allow-?list|white-?list|network/i.test(words) || isNetworkStep(action);
});

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

/** The language that a shell of a workflow reads; null if none is named. */
export function languageNamed(shell: string | null): Language | null {
  if (shell === null) return null;
  return /^(?:pwsh|powershell)\b/.test(shell) ? "powershell" : "shell";
}

/** A step that reads secrets of the vault that a value names. */
function vaultStep(vault: YamlNode | null, names: Names): readonly Step[] {
  if (vault?.kind !== "scalar") return [];
  const vaults = vaultNamesIn(resolveText(vault.text, names));
  return [{ ...plainStep, calls: [useOf(vault.text, vaults, vault.span, names)] }];
}

/**
 * Whether a condition holds in no run, whatever the run is about, as far as that is plain to see:
 * https://learn.microsoft.com/azure/devops/pipelines/process/conditions,
 * https://docs.github.com/actions/reference/workflows-and-actions/expressions
 */
export function neverHolds(condition: YamlNode | null): boolean {
  const written = textOf(condition)?.trim() ?? "";
  const expression = /^\$\{\{([^{}]*)\}\}$/.exec(written)?.[1]?.trim() ?? written;
  if (/^false(?:\s*&&[^|]*)?$|^and\(\s*false\s*,/i.test(expression)) return true;
  const [, operator, left, right] = compared.exec(expression) ?? [];
  if (operator === undefined || left === undefined || right === undefined) return false;
  const isEqual = isSameWord(left, right);
  return isEqual === (foldWord(operator) === "ne");
}

/** A comparison of two numbers or of two texts. */
const compared = /^(eq|ne)\(\s*(?=\d+\s*,\s*\d|'[^']*'\s*,\s*')(\d+|'[^']*')\s*,\s*(\d+|'[^']*')\s*\)$/i;

/** What must have come before something with a condition, as far as that is plain to see. */
export function outcomeIn(condition: YamlNode | null): Outcome {
  const written = textOf(condition) ?? "";
  if (anyOutcome.test(written)) return "anything";
  return failureOnly.test(written) && !alternative.test(written) ? "failure" : "success";
}

const failureOnly = /\b(?:failure|failed)\(\)/i;
const alternative = /!(?!=)|\|\||\b(?:not|or|success|succeeded)\(/i;

const anyOutcome =
  /\b(?:always|succeededOrFailed)\(\)|!\s*cancelled\(\)|\bnot\(\s*canceled\(\)\s*\)|\bsuccess\(\)\s*\|\|\s*failure\(\)|\bfailure\(\)\s*\|\|\s*success\(\)|\bor\(\s*(?:succeeded\(\)\s*,\s*failed|failed\(\)\s*,\s*succeeded)\(\)\s*\)/i;
