import type { TemplateFunction } from "../function.ts";
import { exact } from "../arm/arguments.ts";
import { encoding as shared } from "../arm/encoding.ts";
import type { Json } from "../arm/json.ts";
import { isArray, isObject, parseJson } from "../arm/json.ts";
import { parseYaml } from "../yaml.ts";

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode and those beside it */
export const encoding: Readonly<Record<string, TemplateFunction>> = {
  jsonencode: exact(([value]) => (value === undefined ? undefined : print(value))),
  jsondecode: exact(([text]) => (typeof text === "string" ? parseJson(text) : undefined)),
  yamldecode: exact(([text]) =>
    typeof text === "string" ? (parseJson(text) ?? parseYaml(text)) : undefined,
  ),
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
