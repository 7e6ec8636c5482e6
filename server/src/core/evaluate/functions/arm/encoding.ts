/**
 * Base64 and URIs:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#base64
 */
import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "./arguments.ts";
import { parseJson } from "./json.ts";

export const encoding: Readonly<Record<string, TemplateFunction>> = {
  base64: exact(([text]) => (typeof text === "string" ? encode(text) : undefined)),
  base64ToJson: exact(([text]) => {
    const decoded = typeof text === "string" ? decode(text) : undefined;
    const parsed = decoded === undefined ? undefined : parseJson(decoded);
    return decoded !== undefined && parsed === undefined ? beyond : parsed;
  }),
  base64ToString: exact(([text]) => (typeof text === "string" ? decode(text) : undefined)),
  dataUri: exact(([text]) =>
    typeof text === "string" ? `data:text/plain;charset=utf8;base64,${encode(text)}` : undefined,
  ),
  dataUriToString: exact(([uri]) => (typeof uri === "string" ? dataOf(uri) : undefined)),
  uri: exact(([base, relative]) =>
    typeof base === "string" && typeof relative === "string" ? resolve(base, relative) : undefined,
  ),
  uriComponent: exact(([text]) => (typeof text === "string" ? escaped(text) : undefined)),
  uriComponentToString: exact(([text]) => (typeof text === "string" ? unescaped(text) : undefined)),
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function encode(text: string): string {
  const bytes = utf8Of(text);
  let result = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const digit = (shift: number): string => alphabet.charAt((bits >> shift) & 63);
    result += digit(18) + digit(12) + (second === undefined ? "=" : digit(6));
    result += third === undefined ? "=" : digit(0);
  }
  return result;
}

function decode(base64: string): string | undefined {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  let bits = 0;
  let count = 0;
  let uri = "";
  for (const digit of base64.replace(/=+$/, "")) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    uri += `%${((bits >> count) & 255).toString(16).padStart(2, "0")}`;
  }
  return unescaped(uri);
}

function utf8Of(text: string): readonly number[] {
  const bytes: number[] = [];
  // A lone surrogate has no bytes of its own; encoders write U+FFFD for it.
  for (const character of text) {
    const valid = /^[\ud800-\udfff]$/.test(character) ? "\ufffd" : character;
    const uri = encodeURIComponent(valid);
    if (uri.startsWith("%"))
      bytes.push(
        ...uri
          .slice(1)
          .split("%")
          .map((hex) => parseInt(hex, 16)),
      );
    else bytes.push(uri.charCodeAt(0));
  }
  return bytes;
}

function dataOf(uri: string): string | undefined {
  const match = /^data:([^,]*),(.*)$/s.exec(uri);
  if (!match) return undefined;
  const [, kind = "", data = ""] = match;
  return kind.toLowerCase().endsWith(";base64") ? decode(data) : unescaped(data);
}

/** Everything after the last slash of the base is replaced, as the documentation of `uri` says. */
function resolve(base: string, relative: string): string | typeof beyond {
  if (/^[a-z]+:/i.test(relative) || relative.startsWith("/") || relative.includes("..")) return beyond;
  const path = base.indexOf("/", base.indexOf("//") + 2);
  if (base.endsWith("/")) return base + relative;
  return path < 0 ? `${base}/${relative}` : base.slice(0, base.lastIndexOf("/") + 1) + relative;
}

function escaped(text: string): string {
  const reserved = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")).replace(/[!'()*]/g, reserved);
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign or bytes that are no UTF-8: the deployment would not read them either.
    return undefined;
  }
}
