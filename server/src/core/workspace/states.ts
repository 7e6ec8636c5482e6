import type { ResourceInstance } from "../evaluate/types.ts";
import { valueUnder } from "../evaluate/values/find-entry.ts";
import { dictOf, isDict, listOf, type Plain } from "../evaluate/values/plain.ts";
import { known, knownText, type Value } from "../evaluate/values/value.ts";
import { folderOf, templateOfRoot } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import type { ParameterType } from "../template/declared-type.ts";
import type { ParameterDeclaration, StateBackend } from "../template/template.ts";
import type { DocumentId } from "../text/document.ts";
import { isSameName } from "../text/fold.ts";
import type { Environment } from "./environments.ts";

/** A root whose state others may read. */
export interface StateRoot {
  readonly root: DocumentId;
  /** Where it keeps its state; null if it does not say so. */
  readonly backend: StateBackend | null;
  /** The environments it is evaluated in; null means its defaults. */
  readonly judged: readonly (Environment | null)[];
}

/** A root in the environment in which its state is read. */
export interface StateOwner {
  readonly root: DocumentId;
  readonly environment: Environment | null;
}

/**
 * The root whose state a data source reads: the only one that keeps its state under the same literal key, in a place that is not
 * certainly another one; with the local backend, the one in the folder of the path
 * (https://developer.hashicorp.com/terraform/language/state/remote-state-data). In the environment of the same name where it has that, else
 * in its only one; null if neither is there.
 */
export function ownerOfState(
  dataSource: ResourceInstance,
  environment: string | null,
  roots: readonly StateRoot[],
  { resolve }: Pick<Files, "resolve">,
): StateOwner | null {
  const type = textAt(dataSource.body(), "backend");
  const settings = settingsOf(valueUnder(dataSource.body(), "config"));
  const path = type === "local" ? settings.get("path") : undefined;
  const folder = path === undefined ? null : folderOf(resolve(dataSource.frame.template.document, path));
  const [found, ...others] = roots.filter(({ root, backend }) =>
    folder === null ? backend?.type === type && isSamePlace(backend.settings, settings) : root === folder,
  );
  if (!found || others.length > 0) return null;
  const same = found.judged.find(
    (each) => each?.name === environment || (each === null && environment === null),
  );
  const [only, ...more] = found.judged;
  const chosen = same !== undefined ? same : more.length === 0 ? only : undefined;
  return chosen === undefined ? null : { root: found.root, environment: chosen };
}

/** The settings that distinguish the states of a backend: `azurerm` and `s3` have a key, `gcs` has a prefix. */
const keys = ["key", "prefix"];

function isSamePlace(own: ReadonlyMap<string, string>, asked: ReadonlyMap<string, string>): boolean {
  const hasKey = keys.some((name) => own.has(name) && own.get(name) === asked.get(name));
  return hasKey && [...own].every(([name, value]) => (asked.get(name) ?? value) === value);
}

function settingsOf(config: Value | null): ReadonlyMap<string, string> {
  if (config?.kind !== "known" || !isDict(config.value)) return new Map();
  return new Map(
    [...config.value.entries].flatMap(([name, { value }]) =>
      value.kind === "known" && typeof value.value === "string" ? [[name, value.value] as const] : [],
    ),
  );
}

function textAt(body: Value, name: string): string | null {
  const value = valueUnder(body, name);
  return knownText(value);
}

/** A value that one question assumes for a parameter, as typed. */
interface AssumedValue {
  readonly name: string;
  readonly text: string;
}

/** The environment with the value in place of its own, or what the text is not: the type that the parameter has. */
type WithValue =
  | { readonly environment: Environment }
  | { readonly expected: ParameterType | "not-declared" };

/** Evaluates nothing and writes nothing: the answer replaces the environment of a root for one question. */
export function withValue(
  root: DocumentId,
  environment: Environment | null,
  { name, text }: AssumedValue,
  files: Files,
): WithValue {
  const parameter = [...(templateOfRoot(root, files)?.parameters.values() ?? [])].find((each) =>
    isSameName(each.name, name),
  );
  if (!parameter) return { expected: "not-declared" };
  const value = readValue(text.trim(), parameter);
  if (value === undefined) return { expected: typeOf(parameter) };
  const before = environment ?? { name: null, parameters: [], set: new Map<string, Value>() };
  const others = [...before.set].filter(([each]) => !isSameName(each, name));
  return { environment: { ...before, set: new Map([...others, [parameter.name, value]]) } };
}

/** A variable of Terraform need not have a type; its default shows whether it is a list. */
function typeOf({ type, default: written }: ParameterDeclaration): ParameterType {
  return type === "any" && written?.kind === "list" ? "array" : type;
}

/** The value that a text is for a parameter; undefined if it is none of its type. It comes from where the parameter is declared. */
function readValue(text: string, parameter: ParameterDeclaration): Value | undefined {
  const say = (plain: Plain): Value => known(plain, { span: parameter.nameSpan });
  const json = parsed(text);
  switch (typeOf(parameter)) {
    case "string":
      return say(typeof json === "string" ? json : text);
    case "int":
      return typeof json === "number" && Number.isInteger(json) ? say(json) : undefined;
    case "bool":
      return typeof json === "boolean" ? say(json) : undefined;
    case "array":
      return say(plainOf(Array.isArray(json) ? json : listed(text), say));
    case "object":
      return typeof json === "object" && json !== null && !Array.isArray(json)
        ? say(plainOf(json, say))
        : undefined;
    case "any":
      return say(json === undefined ? text : plainOf(json, say));
  }
}

/** JSON, also with the quotes of Bicep; undefined for any other text. */
function parsed(text: string): unknown {
  for (const each of [text, text.replaceAll("'", '"')]) {
    try {
      return JSON.parse(each) as unknown;
    } catch {
      // The text is not JSON.
    }
  }
  return undefined;
}

/** A list as people type it: with commas or blanks between its items. */
function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== "");
}

function plainOf(json: unknown, say: (plain: Plain) => Value): Plain {
  if (typeof json === "string" || typeof json === "number" || typeof json === "boolean") return json;
  if (Array.isArray(json)) return listOf(json.map((each) => say(plainOf(each, say))));
  if (typeof json !== "object" || json === null) return null;
  return dictOf(Object.entries(json).map(([name, each]) => [name, say(plainOf(each, say))] as const));
}
