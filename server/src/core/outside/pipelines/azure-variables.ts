import { memoize } from "../../logic/memoize.ts";
import type { Document, DocumentId } from "../../text/document.ts";
import { givenIn, type Names, noNames, piecesOf, resolveText } from "../names.ts";
import type { OutsideFiles } from "../outside-files.ts";
import { entriesOf, textOf, valueOf, type YamlNode, itemsOf } from "../yaml.ts";
import {
  argumentFor,
  asWritten,
  mostTemplates,
  type PipelineFile,
  readingArgument,
  templateOf,
  variableIn,
} from "./azure-names.ts";
import { withIncluded } from "./included-files.ts";
import { Variables } from "./variables.ts";
import { foldWord } from "../../text/fold.ts";

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
