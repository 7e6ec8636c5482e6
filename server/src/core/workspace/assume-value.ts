import { dictOf, listOf, type Plain } from "../evaluate/values/plain.ts";
import { known, type Value } from "../evaluate/values/value.ts";
import type { Files } from "../files/files.ts";
import { templateOfRoot } from "../files/documents.ts";
import type { ParameterDeclaration } from "../template/template.ts";
import type { ParameterType } from "../template/declared-type.ts";
import type { DocumentId } from "../text/document.ts";
import type { Environment } from "./environments.ts";
import { foldName } from "../text/fold.ts";

/** A value that one question assumes for a parameter, as typed. */
export interface AssumedValue {
  readonly name: string;
  readonly text: string;
}

/** The environment with the value in place of its own, or what the text is not: the type that the parameter has. */
export type WithValue =
  | { readonly environment: Environment }
  | { readonly expected: ParameterType | "not-declared" };

/** Evaluates nothing and writes nothing: the answer replaces the environment of a root for one question. */
export function withValue(
  root: DocumentId,
  environment: Environment | null,
  { name, text }: AssumedValue,
  files: Files,
): WithValue {
  const parameter = [...(templateOfRoot(root, files)?.parameters.values() ?? [])].find(
    (each) => foldName(each.name) === foldName(name),
  );
  if (!parameter) return { expected: "not-declared" };
  const value = readValue(text.trim(), parameter);
  if (value === undefined) return { expected: typeOf(parameter) };
  const before = environment ?? { name: null, parameters: [], set: new Map<string, Value>() };
  const others = [...before.set].filter(([each]) => foldName(each) !== foldName(name));
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
