import { type Dict, type DictEntry, equalPlain, isText } from "./plain.ts";
import { type Cause, distinctCauses, unknown, type Value } from "./value.ts";

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
