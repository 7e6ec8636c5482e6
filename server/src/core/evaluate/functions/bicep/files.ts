import { unknown, type Value } from "../../values/value.ts";
import { beyond, notSeen, overBudget, perOption, plainOf, unsupported } from "../arm/arguments.ts";
import { encode } from "../../../text/bytes.ts";
import { isArray, isObject, type Json, jsonValue, parseCommentedJson, parseJson } from "../arm/json.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { parseYaml } from "../yaml.ts";

/**
 * Functions that put what a file holds into the template when it is compiled
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-files). Paths start at the file of the call.
 */
export const files: Readonly<Record<string, TemplateFunction>> = {
  // Other files may hold bytes that their text has lost.
  loadFileAsBase64: loaded(1, (text) => (/^[\t\n\r -~]*$/.test(text) ? encode(text) : beyond)),
  loadJsonContent: loaded(2, (text, path) => part(parseCommentedJson(text) ?? beyond, path)),
  loadTextContent: loaded(1, (text) => text),
  loadYamlContent: loaded(2, (text, path) => part(parseJson(text) ?? parseYaml(text), path)),
};

type Content = Json | typeof beyond | undefined;

/** A function whose argument at `encodingAt` names an encoding; of those only UTF-8 is how hosts read files. */
function loaded(encodingAt: number, read: (text: string, path: Json) => Content): TemplateFunction {
  return perOption((values, call) => {
    const [file, path, encodingName] = [
      values[0],
      encodingAt > 1 ? values[1] : undefined,
      values[encodingAt],
    ];
    const name = plainOf(file);
    const query = path ? plainOf(path) : null;
    if (typeof name !== "string" || query === undefined) return notSeen(call, values);
    if (encodingName && plainOf(encodingName) !== "utf-8") return unsupported(call);
    const text = call.files.read(name);
    if (typeof text !== "string") return unknown(text, call.origin);
    return result(read(text, typeof query === "string" ? query : null), text, call);
  });
}

function result(content: Content, text: string, call: Call): Value {
  if (!call.spend(1 + (text.length >> 6))) return overBudget(call);
  if (content === undefined) return wrongArguments(call);
  return content === beyond ? unsupported(call) : jsonValue(content, call);
}

/** The value at a JSONPath of names and positions; other paths are not supported. */
function part(content: Json | typeof beyond, path: Json): Content {
  if (content === beyond || typeof path !== "string") return content;
  if (!/^\$?(?:[A-Za-z_]\w*)?(?:\.?\[\d+\]|\.[A-Za-z_]\w*)*$/.test(path)) return beyond;
  let at: Json | undefined = content;
  for (const [step] of path.matchAll(/[A-Za-z_]\w*|\d+/g)) {
    if (isObject(at)) at = at.get(step);
    else if (isArray(at)) at = at[Number(step)];
    else return undefined;
  }
  return at;
}
