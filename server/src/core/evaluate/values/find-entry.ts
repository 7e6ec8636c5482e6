import { type Dict, type DictEntry, equalValues, isDict, isList, equalPlain, isText } from "./plain.ts";
import { type Cause, unknown, type Value, withOrigin, distinctCauses } from "./value.ts";
import { isSameName } from "../../text/fold.ts";
import type { Span } from "../../text/document.ts";

/** The entry of a dictionary whose key is `name`, else the first whose key differs only in case, as Azure reads JSON. */
export function findEntry(dict: Dict, name: string): { readonly key: string; readonly value: Value } | null {
  const key = keyMeant(dict, name);
  const entry = key === null ? undefined : dict.entries.get(key);
  if (key === null || !entry) return null;
  const { before } = entry;
  const { world } = dict;
  return { key, value: before ? either({ world, key, other: key, entry, twin: before }).value : entry.value };
}

/** What a known dictionary has under a name; null for anything else. */
export function valueUnder(value: Value | null, name: string): Value | null {
  if (value?.kind !== "known" || !isDict(value.value)) return null;
  return findEntry(value.value, name)?.value ?? null;
}

/**
 * The entry that `findEntry` finds, with the places at which it is written. Where keys differ only in case, it is not documented which of
 * them Azure takes, so its value is not known unless they are equal, and then it is not written at one place.
 */
export function entryOf(dict: Dict, name: string, world = dict.world): DictEntry | null {
  const key = keyMeant(dict, name);
  const entry = key === null ? undefined : dict.entries.get(key);
  if (key === null || !entry) return null;
  const { before } = entry;
  if (before) return either({ world, key, other: key, entry, twin: before });
  for (const [other, twin] of dict.entries)
    if (other !== key && isSameName(other, key)) return either({ world, key, other, entry, twin });
  return entry;
}

/** The one of two entries that counts in this world; of an unknown value where that is not said. */
function either(two: {
  readonly world: Dict["world"];
  readonly key: string;
  readonly other: string;
  readonly entry: DictEntry;
  readonly twin: DictEntry;
}): DictEntry {
  const { world, key, other, entry, twin } = two;
  const isEqual = equalValues(twin.value, entry.value);
  const inPart = ({ value }: DictEntry): Value =>
    withOrigin(value, { span: value.origin.span, isPart: true });
  if (isEqual === "yes") return { ...entry, value: inPart(entry) };
  const spellings = `${key}/${other}`;
  const among = key === other ? wordsOf(entry, twin) : [key, other];
  const chosen = world?.get(spellings);
  const { origin } = entry.value;
  const kind = isEqual === "no" ? "two-spellings" : "code";
  const because = whichCounts(spellings, among, origin.span, kind);
  const said = isEqual === "no" ? { spellings } : {};
  if (chosen === undefined) return { ...entry, ...said, value: unknown(because, origin) };
  const counting = chosen === among[1] ? twin : entry;
  return { ...counting, ...said, value: inPart(counting) };
}

/** That it is not known which of several is the one that counts. */
export function whichCounts(
  name: string,
  among: readonly string[],
  span: Span,
  kind: "two-spellings" | "code" = "two-spellings",
): Cause {
  const conditions = [{ key: name, isNegated: false, span, place: null, among }];
  return { kind: "unsupported", construct: { kind, name }, conditions };
}

/** What the values of two members of one name are called: as they are written if they are texts, else by their order. */
function wordsOf({ value: last }: DictEntry, { value: first }: DictEntry): readonly [string, string] {
  const [one, other] = [last, first].map((each) => (each.kind === "known" ? each.value : null));
  return typeof one === "string" && typeof other === "string" ? [one, other] : ["#2", "#1"];
}

/** The items of a list or the values of an object; null if it is neither, or there may be more. */
export function itemsOf(value: Value): readonly Value[] | null {
  const plain = value.kind === "known" ? value.value : null;
  if (plain === null || (!isList(plain) && !isDict(plain)) || plain.open.length > 0) return null;
  return isList(plain) ? plain.items : [...plain.entries.values()].map((entry) => entry.value);
}

/** Whether a list or an object holds just what is seen, which are lists or objects. */
export function areListed(value: Value): boolean {
  return itemsOf(value)?.every((each) => itemsOf(each) !== null) === true;
}

/** Most properties that are looked for are not written, so that nothing is made on the way. */
function keyMeant({ entries }: Dict, name: string): string | null {
  if (entries.has(name)) return name;
  for (const key of entries.keys()) if (isSameName(key, name)) return key;
  return null;
}

/** What is not seen of a dictionary: why, and under which keys it may be. */
export type Unseen = Pick<Dict, "open" | "openKeys">;

/** With more keys than these, unseen entries may have any: each entry would be compared with all of them. */
const mostKeys = 64;

const none: readonly Cause[] = [];

/** Why a dictionary may have an entry under a key that is not seen there; nothing where it certainly has none. */
export function hiddenAt({ open, openKeys }: Unseen, key: string): readonly Cause[] {
  if (open.length === 0 || !openKeys) return open;
  return openKeys.some((each) => equalPlain(each, key, true) !== "no") ? open : none;
}

/** Hides the entries that unseen ones may replace: their keys are certain, their values are not. */
export function hideBehind(unseen: Unseen, entries: Map<string, DictEntry>): void {
  if (unseen.open.length === 0) return;
  for (const [key, entry] of entries) {
    const because = hiddenAt(unseen, key);
    if (because.length > 0) entries.set(key, { ...entry, value: hidden(entry.value, because) });
  }
}

function hidden(value: Value, because: readonly Cause[]): Value {
  const unlessReplaced = value.kind === "unknown" ? value.unlessReplaced : value;
  const replaced = unknown(because, value.origin);
  return unlessReplaced ? { ...replaced, unlessReplaced } : replaced;
}

const nothingUnseen: Unseen = { open: [] };

/** What is not seen of a dictionary that is made of several. */
export function allUnseen(parts: readonly Unseen[]): Unseen {
  if (parts.length === 0) return nothingUnseen;
  const hiding = parts.filter(({ open }) => open.length > 0);
  const open = distinctCauses(hiding.flatMap((part) => part.open));
  const openKeys = hiding.flatMap((part) => part.openKeys ?? []);
  const isAny = hiding.length === 0 || hiding.some((part) => !part.openKeys) || openKeys.length > mostKeys;
  return isAny ? { open } : { open, openKeys };
}

/** An entry that is not visible, or that may not exist, under its key if that is known. */
export function unseenUnder(key: Value, open: readonly Cause[]): Unseen {
  if (key.kind !== "known" || key.value === null) return { open };
  const { value } = key;
  if (typeof value === "object") return isText(value) ? { open, openKeys: [value] } : { open };
  return { open, openKeys: [String(value)] };
}

/** An entry that is written nowhere. */
export function computedEntry(value: Value): DictEntry {
  return { value, span: null, keySpan: null };
}
