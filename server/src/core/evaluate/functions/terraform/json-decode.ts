import type { Call, TemplateFunction } from "../function.ts";
import { beyond, exact, perOption, plainOf } from "../arm/arguments.ts";
import { jsonValue, parseJson } from "../arm/json.ts";
import { type DictEntry, isDict, isList, isText, type Text } from "../../values/plain.ts";
import { isExact } from "../../values/scalars.ts";
import type { Unknown, Value } from "../../values/value.ts";
import { joined } from "../arm/texts.ts";

/**
 * `jsondecode(text)`: https://developer.hashicorp.com/terraform/language/functions/jsondecode. What is known of a text that
 * is partly known is read. An object that is not wholly known is what a provider answers, which the first version of azapi gives as
 * text: https://registry.terraform.io/providers/Azure/azapi/latest/docs/guides/2.0-upgrade-guide
 */
export const jsonDecode: TemplateFunction = perOption((values, call) => {
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
