import { compareCodePoints } from "../../../text/compare.ts";
import { limits } from "../../../text/limits.ts";
import { perOption } from "../arm/arguments.ts";
import { joined } from "../arm/texts.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { notHeld, textOfNumber } from "../../values/scalars.ts";
import { causesInside } from "../../values/causes-inside.ts";
import { isDict, isList, isText } from "../../values/plain.ts";
import { type Unknown, unknown, type Value } from "../../values/value.ts";

/**
 * `jsonencode(value)`: https://developer.hashicorp.com/terraform/language/functions/jsonencode. The text of a
 * partly known value is partly known: settings of an extension contain the address of a vault next to values known
 * only at deployment.
 */
export const jsonEncode: TemplateFunction = perOption((values, call) => {
  const [value] = values;
  if (!value || values.length !== 1) return wrongArguments(call);
  if (value.kind === "unknown") return unknown(value.because, call.origin);
  return joined(piecesOf(value, call, limits.expressionDepth), call);
});

type Pieces = readonly (string | Unknown)[];

function piecesOf(value: Value, call: Call, depth: number): Pieces {
  if (value.kind !== "known" || depth === 0 || !call.spend(1)) return [hidden(value)];
  const plain = value.value;
  if (typeof plain === "string") return [quoted(plain)];
  if (typeof plain === "number") return [numberIn(plain, value, call)];
  if (plain === null || typeof plain !== "object") return [String(plain)];
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
  const entries = [...plain.entries].sort(([a], [b]) => compareCodePoints(a, b));
  const printed = entries.map(([key, entry]) => [
    `${quoted(key)}:`,
    ...piecesOf(entry.value, call, depth - 1),
  ]);
  return around("{", printed, "}");
}

function numberIn(plain: number, { origin }: Value, call: Call): string | Unknown {
  const text = textOfNumber(plain);
  const because = { kind: "unsupported", construct: { kind: "code", name: `${call.name}()` } } as const;
  return text === notHeld ? unknown(because, origin) : text;
}

/** What is not known may be of any kind, so that it is not known either whether quotes are around it. */
function hidden(value: Value): Unknown {
  return unknown(causesInside(value), value.origin);
}

function around(open: string, items: readonly Pieces[], close: string): Pieces {
  return [open, ...items.flatMap((item, index) => (index === 0 ? item : [",", ...item])), close];
}

/** The characters of HTML are escaped, and the line ends that are none in JSON: https://pkg.go.dev/encoding/json#HTMLEscape */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function inner(text: string): string {
  return quoted(text).slice(1, -1);
}
