import { idIn } from "../outside-files.ts";
import type { OutsideFiles } from "../outside-files.ts";
import { folderOf } from "../../files/documents.ts";
import type { Document } from "../../text/document.ts";
import type { DocumentId } from "../../text/span.ts";
import type { Names, Texts } from "../names.ts";
import { noNames, resolveText } from "../names.ts";
import type { YamlEntry, YamlNode } from "../yaml.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf } from "../yaml.ts";

/** A value of a parameter, with what the names in it mean. */
export interface Argument {
  readonly node: YamlNode;
  readonly names: Names;
}

export type Arguments = ReadonlyMap<string, Argument>;

/** A template of the repository, or the pipeline itself, with the values of its parameters. */
export interface PipelineFile {
  readonly id: DocumentId;
  readonly root: YamlNode;
  readonly names: Names;
  readonly parameters: Arguments;
  /** It has a syntax error, behind which nothing is read. */
  readonly isCut: boolean;
}

/** Files that include each other: https://learn.microsoft.com/azure/devops/pipelines/process/templates#imposed-limits */
export const mostTemplates = 100;

/** Opens a file with its parameters, whose defaults apply unless the caller gives others. */
export function openPipeline(id: DocumentId, root: YamlNode, given: Arguments, around: Names): PipelineFile {
  const declared = valueOf(root, "parameters");
  const defaults = [
    ...itemsOf(declared).flatMap((item): [string, YamlNode][] => {
      const [name, value] = [textOf(valueOf(item, "name")), valueOf(item, "default")];
      return name !== null && value ? [[name, value]] : [];
    }),
    ...entriesOf(declared).map(({ key, value }): [string, YamlNode] => [key.text, value]),
  ];
  const parameters = new Map<string, Argument>([
    ...defaults.map(([name, node]): [string, Argument] => [name, { node, names: noNames }]),
    ...given,
  ]);
  const names = { ...around, expression: (text: string) => evaluate(text, parameters, around) };
  return { id, root, names, parameters, isCut: false };
}

/** `parameters.x`, `variables.x` and `variables['x']`: https://learn.microsoft.com/azure/devops/pipelines/process/expressions */
function evaluate(text: string, parameters: Arguments, around: Names): Texts {
  const [, dotted, quoted] = /^variables(?:\.([\w.-]+)|\['([^'\]]+)'\])$/.exec(text) ?? [];
  const variable = dotted ?? quoted;
  if (variable !== undefined) return around.macro(variable);
  const parameter = parameterIn(text);
  const argument = parameter === null ? undefined : parameters.get(parameter);
  return argument?.node.kind === "scalar" ? resolveText(argument.node.text, argument.names) : null;
}

/** The parameter that an expression is nothing but; null of any other. */
export function parameterIn(expression: string): string | null {
  const [, dotted, quoted] = /^parameters(?:\.([\w-]+)|\['([^'\]]+)'\])$/.exec(expression) ?? [];
  return dotted ?? quoted ?? null;
}

/** The template that an item includes; null if it is not of this repository or cannot be read. */
export function templateOf(item: YamlNode, from: PipelineFile, files: OutsideFiles): PipelineFile | null {
  const document = findTemplate(item, from, files);
  const { documents = [], unreadFrom = null } = document ? readYaml(document) : {};
  const [root] = documents;
  if (!document || !root) return null;
  const given = new Map(
    entriesOf(valueOf(item, "parameters")).map(({ key, value }): [string, Argument] => [
      key.text,
      argumentOf(value, from),
    ]),
  );
  const file = openPipeline(document.id, root, given, { ...from.names, expression: noNames.expression });
  return { ...file, isCut: unreadFrom !== null };
}

/** The file that an item includes; null if it does not concern vaults, undefined if it cannot be read. */
export function findTemplate(
  item: YamlNode,
  from: PipelineFile,
  files: OutsideFiles,
): Document | null | undefined {
  const path = textOf(valueOf(item, "template"));
  const [only, ...others] = (path === null ? null : resolveText(path, from.names)) ?? [];
  const local = only?.replace(/@self$/, "");
  if (local === undefined || others.length > 0 || local.includes("@")) return undefined;
  const id = local.startsWith("/") ? fromRepository(local, from.id, files) : idIn(folderOf(from.id), local);
  return id === null ? undefined : files.find(id);
}

/** A value that is a parameter of the caller is what that was given. */
function argumentOf(node: YamlNode, { names, parameters }: PipelineFile): Argument {
  const whole = node.kind === "scalar" ? /^\$\{\{([^{}]*)\}\}$/.exec(node.text)?.[1]?.trim() : undefined;
  const passed = whole === undefined ? null : parameterIn(whole);
  return (passed === null ? undefined : parameters.get(passed)) ?? { node, names };
}

/** The repository's folder is one of those around the pipeline. */
function fromRepository(path: string, from: DocumentId, { find }: OutsideFiles): DocumentId | null {
  for (let folder = folderOf(from); folder !== ""; folder = folderOf(folder.slice(0, -1))) {
    const id = idIn(folder, path);
    if (find(id) !== undefined) return id;
    if (folder.endsWith("//")) break;
  }
  return null;
}

/**
 * Names with the variables of a pipeline, stage or job, which replace those around it
 * (https://learn.microsoft.com/azure/devops/pipelines/process/variables). They are environment variables of scripts as well. One that
 * a step sets is not known.
 */
export function withVariables(
  file: PipelineFile,
  node: YamlNode | null,
  files: OutsideFiles,
  depth = 0,
): Names {
  const own = variablesIn(file, node, files, depth);
  if (own.size === 0) return file.names;
  const isSet = setByCommand(files.find(file.id)?.text ?? "");
  const lookUp = (name: string): Texts | undefined => {
    const key = name.toLowerCase();
    return own.has(key) ? (isSet(key) ? null : (own.get(key) ?? null)) : undefined;
  };
  const byEnvironment = new Map([...own.keys()].map((key) => [key.replace(/[. ]/g, "_"), key]));
  return {
    macro: (name) => lookUp(name) ?? (own.has(name.toLowerCase()) ? null : file.names.macro(name)),
    variable: (name) => {
      const key = byEnvironment.get(name.replace(/^env:/, "").toLowerCase());
      return key === undefined ? file.names.variable(name) : (lookUp(key) ?? null);
    },
    expression: (text) => {
      const found = evaluate(text, file.parameters, { ...noNames, macro: (name) => lookUp(name) ?? null });
      return found ?? file.names.expression(text);
    },
  };
}

function variablesIn(
  file: PipelineFile,
  node: YamlNode | null,
  files: OutsideFiles,
  depth: number,
): ReadonlyMap<string, Texts> {
  const found = new Map<string, Texts>();
  const set = (name: string, value: YamlNode | null): void => {
    const isPlain = value?.kind === "scalar" && !name.startsWith("${{");
    found.set(name.toLowerCase(), isPlain ? resolveText(value.text, variablesSoFar(file, found)) : null);
  };
  for (const { key, value } of entriesOf(node)) {
    if (key.text.startsWith("${{")) for (const name of namesUnder(value)) found.set(name, null);
    else set(key.text, value);
  }
  for (const item of itemsOf(node)) {
    const name = textOf(valueOf(item, "name"));
    const template = valueOf(item, "template") ? templateOf(item, file, files) : null;
    if (name !== null) set(name, valueOf(item, "value"));
    else if (template && depth < mostTemplates)
      for (const [each, texts] of variablesIn(
        template,
        valueOf(template.root, "variables"),
        files,
        depth + 1,
      ))
        found.set(each, texts);
    else
      for (const each of conditional(item).flatMap(({ value }) => namesUnder(value))) found.set(each, null);
  }
  return found;
}

/** Variables may refer to those before them. */
function variablesSoFar({ names }: PipelineFile, found: ReadonlyMap<string, Texts>): Names {
  return { ...names, macro: (name) => found.get(name.toLowerCase()) ?? names.macro(name) };
}

function conditional(item: YamlNode): readonly YamlEntry[] {
  return entriesOf(item).filter(({ key }) => key.text.startsWith("${{"));
}

/** Variables that are only set if a condition holds. */
function namesUnder(node: YamlNode): readonly string[] {
  const listed = itemsOf(node).flatMap((item) => textOf(valueOf(item, "name")) ?? []);
  const direct = entriesOf(node).map(({ key }) => key.text);
  return [...listed, ...direct].map((name) => name.toLowerCase());
}

/** https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable */
function setByCommand(text: string): (name: string) => boolean {
  const names = [...text.matchAll(/task\.setvariable\s+variable=([\w.]+)/gi)].map(([, name = ""]) =>
    name.toLowerCase(),
  );
  return (name) => names.includes(name);
}
