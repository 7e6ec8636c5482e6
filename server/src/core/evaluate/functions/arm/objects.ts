/**
 * Functions of objects:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object
 */
import { decode, encode, unescaped } from "../../../text/bytes.ts";
import { itemOf, memberOf } from "../../expressions/members.ts";
import {
  allUnseen,
  computedEntry,
  findEntry,
  hideBehind,
  type Unseen,
  unseenUnder,
} from "../../values/find-entry.ts";
import { type Dict, type DictEntry, dictOf, isDict, listOf, samePlain, textOf } from "../../values/plain.ts";
import { textPieces } from "../../values/symbol.ts";
import { choose, distinctCauses, known, type Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { beyond, exact, notSeen, overBudget, perOption, plainOf, type Single } from "./arguments.ts";
import { hasOtherNumbers, type Json, parseJson } from "./json.ts";

export const objects: Readonly<Record<string, TemplateFunction>> = {
  createObject: perOption(createObject),
  items: perOption(items),
  json: exact(([text]) => (typeof text === "string" ? json(text) : undefined)),
  objectKeys: perOption(objectKeys),
  tryGet: perOption((values, call) => tryPath(values, call, false)),
  tryIndexFromEnd: perOption((values, call) => tryPath(values, call, true)),
};

/** Azure also reads JSON that is not strict, such as single quotes, which is left unknown here. */
function json(text: string): Json | typeof beyond {
  const parsed = hasOtherNumbers(text) ? undefined : parseJson(text);
  return parsed === undefined ? beyond : parsed;
}

/** `createObject(key, value, key, value, …)`. */
function createObject(values: readonly Single[], call: Call): Value {
  if (values.length % 2 !== 0) return wrongArguments(call);
  const entries = new Map<string, DictEntry>();
  const unseen: Unseen[] = [];
  for (let at = 0; at < values.length; at += 2) {
    const [key, value] = [values[at], values[at + 1]];
    const name = key ? textPieces(key) : [];
    const [only = ""] = name;
    if (!value) continue;
    if (
      key?.kind === "known" &&
      (key.value === null || typeof key.value === "number" || typeof key.value === "boolean")
    )
      return wrongArguments(call);
    if (name.length > 1 || typeof only !== "string") {
      const because = name.flatMap((piece) => (typeof piece === "string" ? [] : piece.because));
      const more = unseenUnder(known(textOf(name), call.origin), distinctCauses(because));
      hideBehind(more, entries);
      unseen.push(more);
    } else entries.set(only, computedEntry(value));
  }
  return known({ kind: "dict", entries, ...allUnseen(unseen), site: null }, call.origin);
}

/** Sorted by key without case, as the documentation of `items` says. */
function items(values: readonly Single[], call: Call): Value {
  const dict = dictArgument(values);
  if (!dict) return notSeen(call, values);
  if (!call.spend(dict.entries.size)) return overBudget(call);
  const pairs = sorted(dict).map(([key, entry]) => {
    const pair = dictOf([
      ["key", known(key, call.origin)],
      ["value", entry.value],
    ]);
    return known(pair, entry.value.origin);
  });
  return known({ ...listOf(pairs, dict.open), isOfEntries: true }, call.origin);
}

function objectKeys(values: readonly Single[], call: Call): Value {
  const dict = dictArgument(values);
  if (!dict) return notSeen(call, values);
  if (!call.spend(dict.entries.size)) return overBudget(call);
  const keys = sorted(dict).map(([key]) => known(key, call.origin));
  return known(listOf(keys, dict.open), call.origin);
}

function dictArgument(values: readonly Single[]): Dict | null {
  const plain = plainOf(values[0]);
  return plain !== undefined && isDict(plain) ? plain : null;
}

function sorted(dict: Dict): readonly (readonly [string, DictEntry])[] {
  const folded = [...dict.entries].map((entry) => ({ entry, key: entry[0].toUpperCase() }));
  return folded.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ entry }) => entry);
}

/**
 * `tryGet(value, step, step, …)`, what the Bicep compiler makes of `value.?step.step`: a first step that leads nowhere
 * gives null, a later one fails.
 */
function tryPath(values: readonly Single[], call: Call, fromEnd: boolean): Value {
  const [target, first, ...rest] = values;
  if (!target || !first) return wrongArguments(call);
  const take = (at: Value, step: Step | null, safe: boolean): Value => {
    if (!step) return notSeen(call, values);
    const isNowhere = step.fromEnd ? Number(step.key) < 1 : typeof step.key === "number" && isOfKeys(at);
    if (isNowhere) return safe ? known(null, call.origin) : wrongArguments(call);
    return typeof step.key === "string"
      ? memberOf(at, step.key, safe, call.origin)
      : itemOf(at, step.key, { safe, fromEnd: step.fromEnd }, call.origin);
  };
  const below = (from: Value): Value =>
    rest.reduce<Value>((at, each) => take(at, stepOf(each, false), false), from);
  const value = take(target, stepOf(first, fromEnd), true);
  if (value.kind !== "oneOf") return isNull(value) ? value : below(value);
  // Each option is followed from where it was written.
  const options = value.options.map((option) => (isNull(option) ? option : below(option)));
  return choose(options, value.because, call.origin, samePlain);
}

/** A position in an object leads nowhere. */
function isOfKeys(value: Value): boolean {
  return value.kind === "known" && isDict(value.value);
}

function isNull(value: Value): boolean {
  return value.kind === "known" && value.value === null;
}

interface Step {
  readonly key: string | number;
  readonly fromEnd: boolean;
}

/** A step is a name, a position, or `{ value: position, fromEnd: true }`. */
function stepOf(value: Single, fromEnd: boolean): Step | null {
  const plain = plainOf(value);
  if (typeof plain === "string" || typeof plain === "number") return { key: plain, fromEnd };
  if (plain === undefined || !isDict(plain)) return null;
  const [key, end] = [findEntry(plain, "value")?.value, findEntry(plain, "fromEnd")?.value];
  if (key?.kind !== "known" || (typeof key.value !== "string" && typeof key.value !== "number")) return null;
  return { key: key.value, fromEnd: end?.kind === "known" && end.value === true };
}

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
