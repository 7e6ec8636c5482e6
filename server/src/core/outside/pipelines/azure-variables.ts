import { folderOf } from "../../files/documents.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Document, DocumentId } from "../../text/document.ts";
import { foldWord } from "../../text/fold.ts";
import { givenIn, type Names, noNames, piecesOf, resolveText, type Texts } from "../names.ts";
import { idIn, type OutsideFiles } from "../outside-files.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf, type YamlNode } from "../yaml.ts";
import { withIncluded } from "./included-files.ts";
import { Variables } from "./variables.ts";

/**
 * A file with the variables of a pipeline, stage or job, which replace those around it
 * (https://learn.microsoft.com/azure/devops/pipelines/process/variables). They are environment variables of scripts as well. One that
 * a step sets is not known.
 */
export function withVariables(file: PipelineFile, node: YamlNode | null, files: OutsideFiles): PipelineFile {
  if (!node) return file;
  const variables = new Variables(file.variables);
  const context = { files, variables, isSet: setByCommand(file.id, files) };
  readVariables(node, { file, isConditional: false, depth: 0 }, context);
  return { ...file, variables, names: namesWith(variables, file.names) };
}

function namesWith(variables: Variables, around: Names): Names {
  return {
    ...around,
    macro: (name) => variables.valueOf(name) ?? null,
    given: (name) => {
      const text = variables.given(name.replace(/^env:/, ""));
      return text === "" ? around.given(name) : piecesOf(text);
    },
    variable: (name) => {
      const texts = variables.inEnvironment(name.replace(/^env:/, ""));
      return texts === undefined ? around.variable(name) : texts;
    },
    expression: (text) => {
      const name = variableIn(text);
      return name === null ? around.expression(text) : (variables.valueOf(name) ?? null);
    },
  };
}

/** Where variables are read, and whether they are set only if a condition holds. */
interface Place {
  readonly file: PipelineFile;
  readonly isConditional: boolean;
  /** How many templates are around it. */
  readonly depth: number;
}

interface VariableContext {
  readonly files: OutsideFiles;
  readonly variables: Variables;
  readonly isSet: (name: string) => boolean;
}

/** A list or map of variables, some of which may be set only if a condition holds. */
function readVariables(node: YamlNode, place: Place, context: VariableContext): void {
  const { file, isConditional } = place;
  const argument = argumentFor(node, file);
  if (argument) readVariables(argument.node, { ...place, file: readingArgument(argument, file) }, context);
  else if (textOf(node) !== null) context.variables.setAny();
  for (const { key, value } of entriesOf(node)) {
    if (!key.text.startsWith("${{")) setVariable(key.text, value, place, context);
    else if (/\binsert\b/.test(key.text)) readVariables(value, place, context);
    else readVariables(value, { ...place, isConditional: true }, context);
  }
  for (const { item, ...own } of itemsIn(node, file, isConditional))
    readItem(item, { ...place, ...own }, context);
}

/** A group has variables that the file does not show. */
function readItem(item: YamlNode, place: Place, context: VariableContext): void {
  const name = valueOf(item, "name");
  const [only, ...others] = (name?.kind === "scalar" ? resolveText(name.text, place.file.names) : null) ?? [];
  if (only !== undefined && others.length === 0) setVariable(only, valueOf(item, "value"), place, context);
  else if (valueOf(item, "template")) includeVariables(item, place, context);
  else context.variables.setAny();
}

function includeVariables(item: YamlNode, place: Place, context: VariableContext): void {
  const { file, depth } = place;
  const from = { ...file, names: namesWith(context.variables, file.names) };
  const template = depth < mostTemplates ? templateOf(item, from, context.files) : null;
  const own = valueOf(template?.root, "variables");
  if (own && template) readVariables(own, { ...place, file: template, depth: depth + 1 }, context);
  if (!template || template.isCut) context.variables.setAny();
}

/** Expressions in a value may refer to variables before it; `$(name)` is replaced when the job runs. */
function setVariable(
  name: string,
  value: YamlNode | null,
  { file, isConditional }: Place,
  { variables, isSet }: VariableContext,
): void {
  const isKnown = value?.kind === "scalar" && !isConditional && !isSet(foldWord(name));
  const names: Names = {
    ...noNames,
    macro: asWritten,
    expression: (text) => {
      const referred = variableIn(text);
      return referred === null ? file.names.expression(text) : (variables.written(referred) ?? null);
    },
  };
  const text = value?.kind === "scalar" && !isSet(foldWord(name)) ? value.text : "";
  variables.set(name, isKnown ? resolveText(value.text, names) : null, text);
}

/** What scripts of a pipeline give the variables that they set. */
export function givenByCommands(id: DocumentId, files: OutsideFiles): Names["given"] {
  return (name) => {
    const key = foldWord(name.replace(/^env:|^.*\./, ""));
    return givenIn(withIncluded(id, files).find((each) => namesSetIn(each).includes(key)));
  };
}

/** Whether a script or template that a file includes sets a variable. */
function setByCommand(id: DocumentId, files: OutsideFiles): (name: string) => boolean {
  const set = withIncluded(id, files).flatMap(namesSetIn);
  return (name) => set.some((each) => each === null || each === name);
}

/**
 * The variables that commands in a text set, in lower case; null of one that is not known:
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable
 */
const namesSetIn = memoize(({ text }: Document): readonly (string | null)[] =>
  [...text.matchAll(/task\.setvariable\s([^\]]{0,500})/gi)].map(([, properties = ""]) => {
    const name = /(?:^|[\s;])variable=([^;]*)/i.exec(properties)?.[1]?.trim() ?? "";
    return /^[\w.]+$/.test(name) ? foldWord(name) : null;
  }),
);

/** The items of a list, with those under conditions and those that are passed as a parameter. */
export function itemsIn(
  list: YamlNode | null,
  file: PipelineFile,
  isConditional: boolean,
): readonly { readonly item: YamlNode; readonly file: PipelineFile; readonly isConditional: boolean }[] {
  return itemsOf(list).flatMap((item) => {
    const branches = entriesOf(item).filter(({ key }) => key.text.startsWith("${{"));
    if (branches.length > 0) return branches.flatMap(({ value }) => itemsIn(value, file, true));
    const argument = argumentFor(item, file);
    if (!argument) return [{ item, file, isConditional }];
    return itemsIn(argument.node, readingArgument(argument, file), isConditional);
  });
}

/** A value of a parameter, with what the names in it mean. */
interface Argument {
  readonly node: YamlNode;
  readonly names: Names;
}

type Arguments = ReadonlyMap<string, Argument>;

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
function asWritten(name: string): Texts {
  return [`$(${name})`];
}

/** The variable that an expression is nothing but; null of any other. */
function variableIn(expression: string): string | null {
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
