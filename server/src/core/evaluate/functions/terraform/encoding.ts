import type { TemplateFunction } from "../function.ts";
import { decode } from "../../../text/bytes.ts";
import { exact } from "../arm/arguments.ts";
import { encoding as shared } from "../arm/encoding.ts";
import { parseJson } from "../arm/json.ts";
import { parseYaml } from "../yaml.ts";
import { jsonDecode } from "./json-decode.ts";
import { jsonEncode } from "./json-encode.ts";

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode and related functions */
export const encoding: Readonly<Record<string, TemplateFunction>> = {
  jsonencode: jsonEncode,
  jsondecode: jsonDecode,
  yamldecode: exact(([text]) =>
    typeof text === "string" ? (parseJson(text) ?? parseYaml(text)) : undefined,
  ),
  ...(shared["base64"] ? { base64encode: shared["base64"] } : {}),
  base64decode: exact(([text]) =>
    typeof text === "string" ? decode(text.replace(/[\r\n]/g, "")) : undefined,
  ),
};
