import { idIn, type OutsideFiles } from "../outside-files.ts";
import { folderOf } from "../../files/documents.ts";
import type { Document, DocumentId } from "../../text/document.ts";
import { type Names, noNames, resolveText, type Texts } from "../names.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf, type YamlNode } from "../yaml.ts";
import type { Variables } from "./variables.ts";

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
  /** Those of the pipeline, stage and job around, which `names` has, too; null if there are none. */
  readonly variables: Variables | null;
  /** It has a syntax error, behind which nothing is read. */
  readonly isCut: boolean;
}

/** Files that include each other: https://learn.microsoft.com/azure/devops/pipelines/process/templates#imposed-limits */
export const mostTemplates = 100;

/**
 * Opens a file with its parameters, whose defaults apply unless the caller gives others; null if the caller is not known, so that
 * neither is any of them.
 */
export function openPipeline(
  id: DocumentId,
  root: YamlNode,
  given: Arguments | null,
  around: Names,
): PipelineFile {
  const declared = valueOf(root, "parameters");
  const defaults = [
    ...itemsOf(declared).flatMap((item): [string, YamlNode][] => {
      const [name, value] = [textOf(valueOf(item, "name")), valueOf(item, "default")];
      return name !== null && value ? [[name, value]] : [];
    }),
    ...entriesOf(declared).map(({ key, value }): [string, YamlNode] => [key.text, value]),
  ];
  const parameters = new Map<string, Argument>(
    given && [
      ...defaults.map(([name, node]): [string, Argument] => [name, { node, names: noNames }]),
      ...given,
    ],
  );
  const names = { ...around, expression: (text: string) => evaluate(text, parameters, around) };
  return { id, root, names, parameters, variables: null, isCut: false };
}

/** `parameters.x`, `variables.x` and `variables['x']`: https://learn.microsoft.com/azure/devops/pipelines/process/expressions */
function evaluate(text: string, parameters: Arguments, around: Names): Texts {
  const variable = variableIn(text);
  if (variable !== null) return around.macro(variable);
  const parameter = parameterIn(text);
  const argument = parameter === null ? undefined : parameters.get(parameter);
  if (argument?.node.kind !== "scalar") return null;
  return resolveText(argument.node.text, { ...argument.names, macro: asWritten });
}

/** `$(name)` is replaced where a job has it, by the variables there: https://learn.microsoft.com/azure/devops/pipelines/process/variables */
export function asWritten(name: string): Texts {
  return [`$(${name})`];
}

/** The variable that an expression is nothing but; null of any other. */
export function variableIn(expression: string): string | null {
  const [, dotted, quoted] = /^variables(?:\.([\w.-]+)|\['([^'\]]+)'\])$/.exec(expression) ?? [];
  return dotted ?? quoted ?? null;
}

/** The parameter that an expression is nothing but; null of any other. */
function parameterIn(expression: string): string | null {
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
  return { ...file, variables: from.variables, isCut: unreadFrom !== null };
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
function argumentOf(node: YamlNode, file: PipelineFile): Argument {
  return argumentFor(node, file) ?? { node, names: file.names };
}

/** What the parameter was given that a value is nothing but; undefined of any other value. */
export function argumentFor(node: YamlNode | null, { parameters }: PipelineFile): Argument | undefined {
  const whole = node?.kind === "scalar" ? /^\$\{\{([^{}]*)\}\}$/.exec(node.text)?.[1]?.trim() : undefined;
  const passed = whole === undefined ? null : parameterIn(whole);
  return passed === null ? undefined : parameters.get(passed);
}

/** A file in which an argument is read: parameters in it are those of the caller, variables are those of the job. */
export function readingArgument({ names }: Argument, file: PipelineFile): PipelineFile {
  return { ...file, names: { ...file.names, expression: names.expression }, parameters: new Map() };
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
