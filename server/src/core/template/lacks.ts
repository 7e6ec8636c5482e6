import { foldWord } from "../text/fold.ts";

/** How a value is looked through where it is written: in an expression, or in a syntax tree that is not lowered yet. */
export interface Parts<Node, Entry> {
  /** Whether it is a plain value, which has no parts. */
  readonly isPlain: (node: Node) => boolean;
  /** What a dictionary consists of; null of all else, and if something in it may be hidden. */
  readonly entriesOf: (node: Node) => readonly Entry[] | null;
  /** Null if it is computed, or if the entry may be something else than one value. */
  readonly nameOf: (entry: Entry) => string | null;
  /** The value of an entry with a name. */
  readonly valueOf: (entry: Entry) => Node | null;
  /** What a list consists of; null of all else, and if something in it may be hidden. */
  readonly itemsOf: (node: Node) => readonly Node[] | null;
}

/**
 * Whether what is written certainly has nothing at a path, determined without evaluating values: most resources of
 * a template do not matter, and their properties are never evaluated. Steps are as in `readSteps`. Every resource is asked about every path of its
 * type, so that nothing is made on the way.
 */
export function lacks<Node, Entry>(
  node: Node | null,
  steps: readonly string[],
  parts: Parts<Node, Entry>,
  from = 0,
): boolean {
  const step = steps[from];
  if (node === null || step === undefined) return false;
  if (parts.isPlain(node)) return true;
  const entries = parts.entriesOf(node);
  if (entries) return everyEntryLacks(entries, step, steps, parts, from + 1);
  const items = parts.itemsOf(node);
  if (!items) return false;
  const next = step.startsWith("[") ? from + 1 : from;
  for (const item of items) if (!lacks(item, steps, parts, next)) return false;
  return true;
}

function everyEntryLacks<Node, Entry>(
  entries: readonly Entry[],
  step: string,
  steps: readonly string[],
  parts: Parts<Node, Entry>,
  next: number,
): boolean {
  for (const entry of entries) {
    const name = parts.nameOf(entry);
    if (name === null) return false;
    const isMeant = step === "*" || isSameName(name, step);
    if (isMeant && !lacks(parts.valueOf(entry), steps, parts, next)) return false;
  }
  return true;
}

function isSameName(key: string, step: string): boolean {
  return key === step || (key.length === step.length && foldWord(key) === foldWord(step));
}
