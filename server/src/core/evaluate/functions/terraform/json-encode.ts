import { exact } from "../arm/arguments.ts";
import { isArray, isObject, type Json } from "../arm/json.ts";
import type { Call, TemplateFunction } from "../function.ts";
import { causesInside } from "../../values/causes-inside.ts";
import { isDict, isList, isText, textOf } from "../../values/plain.ts";
import { known, type Unknown, unknown, type Value } from "../../values/value.ts";

/**
 * `jsonencode(value)`: https://developer.hashicorp.com/terraform/language/functions/jsonencode. The text of a
 * partly known value is partly known: settings of an extension contain the address of a vault next to values known
 * only at deployment.
 */
export const jsonEncode: TemplateFunction = (call) => {
  const whole = encodeWhole(call);
  const [value, ...others] = call.arguments;
  if (whole.kind !== "unknown" || value?.kind !== "known" || others.length > 0) return whole;
  return known(textOf(piecesOf(value, call, deepest)), call.origin);
};

const deepest = 30;

const encodeWhole = exact(([value]) => (value === undefined ? undefined : print(value)));

type Pieces = readonly (string | Unknown)[];

function piecesOf(value: Value, call: Call, depth: number): Pieces {
  if (value.kind !== "known" || depth === 0 || !call.spend(1)) return [hidden(value)];
  const plain = value.value;
  if (plain === null || typeof plain !== "object") return [printScalar(plain)];
  // Names and ids, of which the parts are, have no characters that JSON escapes.
  if (isText(plain))
    return ['"', ...plain.parts.map((part) => (typeof part === "string" ? inner(part) : part)), '"'];
  if (isList(plain) && plain.open.length === 0 && !plain.unordered) {
    return around(
      "[",
      plain.items.map((item) => piecesOf(item, call, depth - 1)),
      "]",
    );
  }
  if (!isDict(plain) || plain.open.length > 0) return [hidden(value)];
  const entries = [...plain.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const printed = entries.map(([key, entry]) => [
    `${printScalar(key)}:`,
    ...piecesOf(entry.value, call, depth - 1),
  ]);
  return around("{", printed, "}");
}

/** What is not known may be of any kind, so that it is not known either whether quotes are around it. */
function hidden(value: Value): Unknown {
  return unknown(causesInside(value), value.origin);
}

function around(open: string, items: readonly Pieces[], close: string): Pieces {
  return [open, ...items.flatMap((item, index) => (index === 0 ? item : [",", ...item])), close];
}

/** Objects have their keys in order, and the characters of HTML are escaped. */
function print(value: Json): string {
  if (isArray(value)) return `[${value.map(print).join(",")}]`;
  if (!isObject(value)) return printScalar(value);
  const keys = [...value.keys()].sort();
  return `{${keys.map((key) => `${printScalar(key)}:${print(value.get(key) ?? null)}`).join(",")}}`;
}

function printScalar(value: string | number | boolean | null): string {
  return JSON.stringify(value).replace(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);
}

function inner(text: string): string {
  return printScalar(text).slice(1, -1);
}
