/**
 * Base64 and URIs:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#base64
 */
import type { TemplateFunction } from "../function.ts";
import { beyond, exact, perOption } from "./arguments.ts";
import { decode, encode, unescaped } from "../../../text/bytes.ts";
import { json } from "./objects.ts";

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
    return decoded === undefined ? undefined : json(decoded);
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
  uriComponentToString: exact(([text]) => (typeof text === "string" ? (plain(text) ?? beyond) : undefined)),
};

/** Other character sets than UTF-8 are left out. */
function dataOf(uri: string): string | undefined | typeof beyond {
  const match = /^data:((?:[\w.+-]+\/[\w.+-]+)?(?:;charset=utf-8)?(;base64)?),(.*)$/is.exec(uri);
  if (!match) return beyond;
  const [, , base64, data = ""] = match;
  return base64 === undefined ? (plain(data) ?? beyond) : decode(data);
}

/** A plus is a space. */
function plain(text: string): string | undefined {
  return unescaped(text.replaceAll("+", " "));
}

const plainBase =
  /^https?:\/\/[a-z0-9._-]+(?::(?!0|80\b|443\b)\d{1,4})?(?:\/[\w~$!&()*+,;=:@-][\w.~$!&()*+,;=:@-]*)*\/?$/;
const plainRelative = /^(?!\/|[a-z]+:|.*(?:^|\/)\.)[\w.~$!&()*+,;=:@/-]+(?:\?[\w.~$!&()*+,;=:@/?%-]*)?$/i;

/** Everything after the last slash of the base is replaced. What .NET would write otherwise is left out: other letters, dots as segments, usual ports. */
function resolve(base: string, relative: string): string | typeof beyond {
  if (!plainBase.test(base) || !plainRelative.test(relative)) return beyond;
  const hasPath = base.includes("/", base.indexOf("//") + 2);
  return (hasPath ? base.slice(0, base.lastIndexOf("/") + 1) : `${base}/`) + relative;
}

function escaped(text: string): string {
  const reserved = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")).replace(/[!'()*]/g, reserved);
}
