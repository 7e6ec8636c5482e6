import { memoize } from "../../logic/memoize.ts";
import type { Document } from "../../text/document.ts";
import type { DocumentId } from "../../text/span.ts";
import type { Names, Texts } from "../names.ts";
import { resolveText } from "../names.ts";
import type { OutsideFiles } from "../outside-files.ts";
import type { YamlNode } from "../yaml.ts";
import { entriesOf, textOf, valueOf } from "../yaml.ts";
import { itemsIn } from "./azure-items.ts";
import type { PipelineFile } from "./azure-names.ts";
import { argumentFor, mostTemplates, readingArgument, templateOf, variableIn } from "./azure-names.ts";
import { withIncluded } from "./included-files.ts";

/**
 * Names with the variables of a pipeline, stage or job, which replace those around it
 * (https://learn.microsoft.com/azure/devops/pipelines/process/variables). They are environment variables of scripts as well. One that
 * a step sets is not known.
 */
export function withVariables(file: PipelineFile, node: YamlNode | null, files: OutsideFiles): Names {
  if (!node) return file.names;
  const variables = new Variables(files, setByCommand(file.id, files));
  variables.read(node, file, false);
  return variables.within(file.names);
}

/** Variables in the order in which they are written: of those with the same name, the last one wins. */
class Variables {
  readonly #files: OutsideFiles;
  readonly #isSet: (name: string) => boolean;
  readonly #values = new Map<string, Texts>();
  /** The names of some are not known, so that any other name may be one. */
  #isOpen = false;

  constructor(files: OutsideFiles, isSet: (name: string) => boolean) {
    this.#files = files;
    this.#isSet = isSet;
  }

  /** Names in which these variables replace those around them. */
  within(around: Names): Names {
    const lookUp = (name: string, otherwise: () => Texts): Texts => {
      const key = name.toLowerCase();
      if (!this.#values.has(key)) return this.#isOpen ? null : otherwise();
      return this.#isSet(key) ? null : (this.#values.get(key) ?? null);
    };
    const macro = (name: string): Texts => lookUp(name, () => around.macro(name));
    return {
      macro,
      variable: (name) => lookUp(this.#named(name.replace(/^env:/, "")), () => around.variable(name)),
      expression: (text) => {
        const name = variableIn(text);
        return name === null ? around.expression(text) : macro(name);
      },
    };
  }

  /** The variable that is an environment variable of a script. */
  #named(name: string): string {
    const key = name.toLowerCase();
    return [...this.#values.keys()].find((each) => each.replace(/[. ]/g, "_") === key) ?? name;
  }

  /** A list or map of variables, some of which may be set only if a condition holds. */
  read(node: YamlNode, file: PipelineFile, isConditional: boolean, depth = 0): void {
    const argument = argumentFor(node, file);
    if (argument) this.read(argument.node, readingArgument(argument, file), isConditional, depth);
    else if (textOf(node) !== null) this.#setAny();
    for (const { key, value } of entriesOf(node)) {
      if (!key.text.startsWith("${{")) this.#set(key.text, value, file, isConditional);
      else this.read(value, file, isConditional || !/\binsert\b/.test(key.text), depth);
    }
    for (const each of itemsIn(node, file, isConditional))
      this.#readItem(each.item, each.file, each.isConditional, depth);
  }

  /** A group has variables that the file does not show. */
  #readItem(item: YamlNode, file: PipelineFile, isConditional: boolean, depth: number): void {
    const name = valueOf(item, "name");
    const [only, ...others] = (name?.kind === "scalar" ? resolveText(name.text, file.names) : null) ?? [];
    if (only !== undefined && others.length === 0)
      this.#set(only, valueOf(item, "value"), file, isConditional);
    else if (valueOf(item, "template")) this.#include(item, file, isConditional, depth);
    else this.#setAny();
  }

  #include(item: YamlNode, file: PipelineFile, isConditional: boolean, depth: number): void {
    const from = { ...file, names: this.within(file.names) };
    const template = depth < mostTemplates ? templateOf(item, from, this.#files) : null;
    const variables = valueOf(template?.root, "variables");
    if (variables && template) this.read(variables, template, isConditional, depth + 1);
    if (!template || template.isCut) this.#setAny();
  }

  /** Values may refer to variables before them. */
  #set(name: string, value: YamlNode | null, file: PipelineFile, isConditional: boolean): void {
    const isKnown = value?.kind === "scalar" && !isConditional;
    const texts = isKnown ? resolveText(value.text, this.within(file.names)) : null;
    this.#values.set(name.toLowerCase(), texts);
  }

  #setAny(): void {
    for (const name of this.#values.keys()) this.#values.set(name, null);
    this.#isOpen = true;
  }
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
    return /^[\w.]+$/.test(name) ? name.toLowerCase() : null;
  }),
);
