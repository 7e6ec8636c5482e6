import { decode } from "../../../text/bytes.ts";
import { compareCodePoints } from "../../../text/compare.ts";
import { limits } from "../../../text/limits.ts";
import { type DictEntry, isDict, isList, isText, type Text } from "../../values/plain.ts";
import { causesInside, isExact, notHeld, textOfNumber } from "../../values/scalars.ts";
import { type Unknown, unknown, type Value } from "../../values/value.ts";
import { beyond, exact, perOption, plainOf } from "../arm/arguments.ts";
import { encoding as shared } from "../arm/objects.ts";
import { jsonValue, parseJson } from "../arm/json.ts";
import { joined } from "../arm/texts.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { parseYaml } from "../yaml.ts";

/**
 * `jsonencode(value)`: https://developer.hashicorp.com/terraform/language/functions/jsonencode. The text of a
 * partly known value is partly known: settings of an extension contain the address of a vault next to values known
 * only at deployment.
 */
const jsonEncode: TemplateFunction = perOption((values, call) => {
  const [value] = values;
  if (!value || values.length !== 1) return wrongArguments(call);
  if (value.kind === "unknown") return unknown(value.because, call.origin);
  return joined(piecesOf(value, call, limits.expressionDepth), call);
});

/**
 * `jsondecode(text)`: https://developer.hashicorp.com/terraform/language/functions/jsondecode. What is known of a text that
 * is partly known is read. An object that is not wholly known is what a provider answers, which the first version of azapi gives as
 * text: https://registry.terraform.io/providers/Azure/azapi/latest/docs/guides/2.0-upgrade-guide
 */
const jsonDecode: TemplateFunction = perOption((values, call) => {
  const [value, ...others] = values;
  const plain = plainOf(value);
  if (!value || plain === undefined || others.length > 0) return decodeWhole(call);
  if (isDict(plain) && plain.open.length > 0) return value;
  return (isText(plain) ? decodedJson(plain, call) : null) ?? decodeWhole({ ...call, arguments: values });
});

const decodeWhole = exact(([text]) => {
  if (typeof text !== "string") return undefined;
  return hasLongNumber(text) ? beyond : parseJson(text);
});

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

/** One whose digits would be lost. */
function hasLongNumber(text: string): boolean {
  if (!/\d[\d.]{15}|\de[+-]?\d\d/i.test(text)) return false;
  const numbers = text.replace(/"(?:[^"\\]|\\.)*"/gs, "").match(/\d[\d.]*(?:e[+-]?\d+)?/gi) ?? [];
  return numbers.some((each) => !isExact(each));
}

/**
 * The value of JSON with parts that are not known: a value each, or a part of a string; null if it is not JSON, or something else is
 * unknown.
 */
export function decodedJson(text: string | Text, call: Call): Value | null {
  if (typeof text === "string") {
    const json = parseJson(text);
    return json === undefined ? null : jsonValue(json, call);
  }
  const unknowns: Unknown[] = [];
  let isInString = false;
  const written = text.parts.map((part) => {
    if (typeof part === "string") {
      isInString = endsInString(part, isInString);
      return part;
    }
    unknowns.push(part);
    const mark = `\uE000${unknowns.length - 1}\uE001`;
    return isInString ? mark : `"${mark}"`;
  });
  const isMistakable = text.parts.some((part) => typeof part === "string" && /[\uE000\uE001]/.test(part));
  const json = isMistakable ? undefined : parseJson(written.join(""));
  return json === undefined ? null : restored(jsonValue(json, call), unknowns, call);
}

function endsInString(text: string, isInString: boolean): boolean {
  const quotes = text.match(/\\.|"/gs)?.filter((each) => each === '"').length ?? 0;
  return (quotes % 2 === 1) !== isInString;
}

/** A value with the unknown parts of its strings again; null if names of members have some. */
function restored(value: Value, unknowns: readonly Unknown[], call: Call): Value | null {
  if (value.kind !== "known") return value;
  const plain = value.value;
  if (typeof plain === "string") return restoredText(plain, unknowns, call);
  if (isList(plain)) {
    const items = plain.items.map((item) => restored(item, unknowns, call)).filter((item) => item !== null);
    return items.length === plain.items.length ? { ...value, value: { ...plain, items } } : null;
  }
  if (!isDict(plain)) return value;
  const entries = new Map<string, DictEntry>();
  for (const [key, entry] of plain.entries) {
    const within = key.includes("\uE000") ? null : restored(entry.value, unknowns, call);
    if (!within) return null;
    entries.set(key, { ...entry, value: within });
  }
  return { ...value, value: { ...plain, entries } };
}

/** Every second part of the text is the number of an unknown. */
function restoredText(text: string, unknowns: readonly Unknown[], call: Call): Value {
  const pieces = text
    .split(/\uE000(\d+)\uE001/)
    .map((part, index) => (index % 2 === 0 ? part : (unknowns[Number(part)] ?? "")));
  return joined(pieces, call);
}

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
