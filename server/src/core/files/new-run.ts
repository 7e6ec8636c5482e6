import { Budget, type Checkpoint } from "../evaluate/budget.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { functionsOf } from "../evaluate/functions/tables.ts";
import { embeddedMark, type Texts } from "../evaluate/scope.ts";
import type { Run } from "../evaluate/types.ts";
import { areListed, itemsOf, valueUnder } from "../evaluate/values/find-entry.ts";
import { type Dict, isDict, isList } from "../evaluate/values/plain.ts";
import { type Cause, knownText, type Value } from "../evaluate/values/value.ts";
import type { JsonNode, JsonString } from "../syntax/arm/json/node.ts";
import { readContext } from "../syntax/arm/read-context.ts";
import { readTemplate } from "../syntax/arm/template.ts";
import { templateOfFile } from "../syntax/terraform/reader.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";
import { limits } from "../text/limits.ts";
import type { Files } from "./files.ts";

/** What differs from one evaluation to another. */
interface RunParts extends Pick<Run, "resolveModule" | "world" | "conditions" | "stateOf"> {
  /** The root that is evaluated unless it is given. */
  readonly home?: Run["home"];
  readonly files: Files;
  /** Called now and then, so that the host can stop the work. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** An evaluation with all functions and a budget of its own, which reads files that the host supplies. */
export function newRun({
  files,
  checkpoint,
  resolveModule,
  world,
  conditions,
  stateOf,
  home = null,
}: RunParts): Run {
  return {
    budget: new Budget(checkpoint),
    evaluate,
    functions: functionsOf,
    resolveModule,
    readEmbedded,
    texts: textsOf(files),
    world,
    home,
    ...(conditions ? { conditions } : {}),
    ...(stateOf ? { stateOf } : {}),
  };
}

/** The files that functions read, if the host provides them. Missing files are listed in `wants`. */
function textsOf(files: Files): Texts {
  return {
    read: (path, folder) => {
      const document = documentAt(path, folder, files);
      return "text" in document ? document.text : document;
    },
    template: (path, folder, names) => {
      const document = documentAt(path, folder, files);
      if (!("text" in document)) return document;
      return templateOfFile(document, names) ?? { kind: "file", path };
    },
  };
}

/** A path to a home folder, another machine or a drive, or an absolute path that was not allowed, is outside. */
function documentAt(path: string, folder: DocumentId, files: Files): Document | Cause {
  if (path === "") return { kind: "file", path };
  const isAway = /^(?:[/\\]{2}|[\\~]|[A-Za-z]:)/.test(path) || (path.startsWith("/") && !files.isOutside);
  if (isAway) return { kind: "outside", path };
  // Paths are resolved as written in a file of the folder, whatever its name.
  const id = files.resolve(`${folder}.`, path);
  if (files.isOutside?.(id)) return { kind: "outside", path };
  const document = (files.getText ?? files.get)(id);
  if (!document) return { kind: "file", path };
  return document.text.length > limits.textLength ? { kind: "budget", limit: "text-length" } : document;
}

/**
 * Reads a value as a template of ARM JSON. Strings in brackets are expressions of it, as Azure Resource Manager evaluates what a deployment
 * is given; whatever holds none and is a property of a resource remains the value that it is, with its places
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#nested-template).
 */
export const readEmbedded: Run["readEmbedded"] = (value, place, spend) => {
  const reading: Reading = { values: new Map(), spend, isComplete: true };
  const root = isReadable(value) ? structureOf(value, reading, 0) : null;
  if (root?.kind !== "object" || !reading.isComplete) return null;
  const json = { root, balanced: true, clean: true, comments: [], problems: [] };
  const context = readContext({ id: place.document, text: "" }, json, true, [], place);
  return { template: readTemplate(root, context), values: reading.values };
};

interface Reading {
  readonly values: Map<string, Value>;
  readonly spend: (steps: number) => boolean;
  isComplete: boolean;
}

/** Whether it is known what a template declares, if not with which values. */
function isReadable(template: Value): boolean {
  const resources = valueUnder(template, "resources");
  const isKnown = (name: string): boolean => {
    const value = valueUnder(template, name);
    return value === null || itemsOf(value) !== null;
  };
  return (
    itemsOf(template) !== null &&
    ["parameters", "variables", "functions", "outputs"].every(isKnown) &&
    (resources === null || areListed(resources))
  );
}

/** What the reader of templates looks at itself; properties of what is no deployment are values. */
function structureOf(value: Value, reading: Reading, depth: number): JsonNode {
  if (depth > limits.nesting || !reading.spend(1)) reading.isComplete = false;
  else if (value.kind === "known") {
    const { value: plain } = value;
    if (itemsOf(value) !== null && isList(plain))
      return arrayOf(plain.items.map((each) => structureOf(each, reading, depth + 1)));
    if (itemsOf(value) !== null && isDict(plain)) {
      const isDeployment = isTypeOfDeployments(knownText(valueUnder(value, "type")));
      const isResource = valueUnder(value, "type") !== null && !isDeployment;
      return objectOf(plain, (each, name) =>
        isResource && foldWord(name) === "properties"
          ? valueNode(each, reading, depth + 1)
          : structureOf(each, reading, depth + 1),
      );
    }
    if (typeof plain === "string") return stringNode(plain, reading);
    if (plain === null || typeof plain !== "object") return { ...nowhere, kind: "scalar", value: plain };
  }
  return given(value, reading);
}

/** A value of which only the parts that hold expressions are read. */
function valueNode(value: Value, reading: Reading, depth: number): JsonNode {
  if (depth > limits.nesting || !reading.spend(1)) reading.isComplete = false;
  else if (value.kind === "known" && holdsExpressions(value, reading)) {
    const { value: plain } = value;
    if (typeof plain === "string") return stringNode(plain, reading);
    const inner = (each: Value): JsonNode => valueNode(each, reading, depth + 1);
    if (itemsOf(value) !== null && isList(plain)) return arrayOf(plain.items.map(inner));
    if (itemsOf(value) !== null && isDict(plain)) return objectOf(plain, inner);
    reading.isComplete = false;
  }
  return given(value, reading);
}

function holdsExpressions(value: Value, reading: Reading): boolean {
  if (!reading.spend(1)) reading.isComplete = false;
  if (!reading.isComplete || value.kind !== "known") return false;
  const { value: plain } = value;
  if (typeof plain === "string") return plain.startsWith("[");
  const inside = isList(plain)
    ? plain.items
    : isDict(plain)
      ? [...plain.entries.values()].map((each) => each.value)
      : [];
  return inside.some((each) => holdsExpressions(each, reading));
}

function isTypeOfDeployments(type: string | null): boolean {
  return foldWord(type) === "microsoft.resources/deployments";
}

/** The value, as a parameter that is named after its number. */
function given(value: Value, { values }: Reading): JsonNode {
  const name = `${embeddedMark}${values.size}`;
  values.set(name, value);
  return { ...nowhere, kind: "string", text: `[parameters('${name}')]`, escaped: false };
}

const nowhere = { start: 0, end: 0 } as const;
const whole = { ...nowhere, intact: true, listed: true, repeats: false, plain: false } as const;

function stringNode(text: string, reading: Reading): JsonString {
  if (text.includes(embeddedMark)) reading.isComplete = false;
  return { ...nowhere, kind: "string", text, escaped: false };
}

function arrayOf(nodes: readonly JsonNode[]): JsonNode {
  return { ...whole, kind: "array", items: nodes.map((value) => ({ ...nowhere, value, comma: null })) };
}

function objectOf({ entries }: Dict, nodeOf: (value: Value, name: string) => JsonNode): JsonNode {
  const members = [...entries].map(([text, { value }]) => ({
    ...{ ...nowhere, name: { ...nowhere, kind: "string", text, escaped: false } as const },
    ...{ value: nodeOf(value, text), comma: null },
  }));
  return { ...whole, kind: "object", members };
}
