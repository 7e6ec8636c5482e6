import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "../arm/arguments.ts";
import { encoding as shared } from "../arm/encoding.ts";
import type { Json } from "../arm/json.ts";
import { isArray, isObject, parseJson } from "../arm/json.ts";

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode and those beside it */
export const encoding: Readonly<Record<string, TemplateFunction>> = {
  jsonencode: exact(([value]) => (value === undefined ? undefined : print(value))),
  jsondecode: exact(([text]) => (typeof text === "string" ? parseJson(text) : undefined)),
  yamldecode: exact(([text]) => (typeof text === "string" ? readYaml(text) : undefined)),
  ...(shared["base64"] ? { base64encode: shared["base64"] } : {}),
  ...(shared["base64ToString"] ? { base64decode: shared["base64ToString"] } : {}),
};

/** Objects have their keys in order, and the characters of HTML are escaped. */
function print(value: Json): string {
  if (isArray(value)) return `[${value.map(print).join(",")}]`;
  if (!isObject(value)) return printScalar(value);
  const keys = [...value.keys()].sort();
  return `{${keys.map((key) => `${printScalar(key)}:${print(value.get(key) ?? null)}`).join(",")}}`;
}

function printScalar(value: Json): string {
  return JSON.stringify(value).replace(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);
}

/** JSON is YAML; so are maps and lists of plain words, one a line, without nesting. Anything else is left unknown. */
function readYaml(text: string): Json | typeof beyond {
  const json = parseJson(text);
  if (json !== undefined) return json;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^\s*#|^---$/.test(line));
  const items = lines.map((line) => /^- (["']?)([\w./ -]+)\1\s*$/.exec(line));
  if (items.length > 0 && items.every((item) => item !== null))
    return items.map((item) => yamlWord(item[2] ?? "", item[1] !== ""));
  const pairs = lines.map((line) => /^([\w-]+): (["']?)([\w./ -]+)\2\s*$/.exec(line));
  if (pairs.length === 0 || !pairs.every((pair) => pair !== null)) return beyond;
  return new Map(pairs.map((pair) => [pair[1] ?? "", yamlWord(pair[3] ?? "", pair[2] !== "")]));
}

function yamlWord(word: string, isQuoted: boolean): Json {
  if (isQuoted) return word;
  if (/^(true|false)$/.test(word)) return word === "true";
  if (/^(null|~)$/.test(word)) return null;
  return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
}
