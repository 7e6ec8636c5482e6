/**
 * Base64 and URIs:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#base64
 */
import type { TemplateFunction } from "../function.ts";
import { beyond, exact, perOption } from "./arguments.ts";
import { decode, encode, unescaped } from "../../../text/bytes.ts";
import { parseJson } from "./json.ts";

const encodeWhole = exact(([text]) => (typeof text === "string" ? encode(text) : undefined));

/** Of what is known in part, the text is kept: it may be a script that names a vault. */
const base64 = perOption((values, call) => {
  const value = encodeWhole({ ...call, arguments: values });
  const [text] = values;
  return value.kind === "unknown" && text ? { ...value, encodes: text } : value;
});

export const encoding: Readonly<Record<string, TemplateFunction>> = {
  base64,
  base64ToJson: exact(([text]) => {
    const decoded = typeof text === "string" ? decode(text) : undefined;
    const parsed = decoded === undefined ? undefined : parseJson(decoded);
    return decoded !== undefined && parsed === undefined ? beyond : parsed;
  }),
  base64ToString: exact(([text]) => (typeof text === "string" ? decode(text) : undefined)),
  dataUri: exact(([text]) =>
    typeof text === "string" ? `data:text/plain;charset=utf-8;base64,${encode(text)}` : undefined,
  ),
  dataUriToString: exact(([uri]) => (typeof uri === "string" ? dataOf(uri) : undefined)),
  uri: exact(([base, relative]) =>
    typeof base === "string" && typeof relative === "string" ? resolve(base, relative) : undefined,
  ),
  uriComponent: exact(([text]) => (typeof text === "string" ? escaped(text) : undefined)),
  uriComponentToString: exact(([text]) => (typeof text === "string" ? unescaped(text) : undefined)),
};

function dataOf(uri: string): string | undefined {
  const match = /^data:([^,]*),(.*)$/s.exec(uri);
  if (!match) return undefined;
  const [, kind = "", data = ""] = match;
  return kind.toLowerCase().endsWith(";base64") ? decode(data) : unescaped(data);
}

/** Everything after the last slash of the base is replaced, as the documentation of `uri` says. */
function resolve(base: string, relative: string): string | typeof beyond {
  if (/^[a-z]+:/i.test(relative) || relative.startsWith("/") || relative.includes("..")) return beyond;
  // A base that is not absolute fails.
  if (!/^[a-z][a-z0-9+.-]*:/i.test(base)) return beyond;
  const path = base.indexOf("/", base.indexOf("//") + 2);
  if (base.endsWith("/")) return base + relative;
  return path < 0 ? `${base}/${relative}` : base.slice(0, base.lastIndexOf("/") + 1) + relative;
}

function escaped(text: string): string {
  const reserved = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")).replace(/[!'()*]/g, reserved);
}
