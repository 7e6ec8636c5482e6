/** The stretch of a text that an edit replaced, and how much longer the text is since. */
export interface Edited {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** Where something that was read lies now: it was read in a text, and has moved by some characters since. */
export interface Moved {
  readonly text: string;
  readonly by: number;
}

/** What an edit replaced: all but what two texts have in common at their beginnings and ends. */
export function editBetween(before: string, after: string): Edited {
  const most = Math.min(before.length, after.length);
  const start = commonStart(before, after, most);
  const common = commonEnd(before, after, most - start);
  return { start, end: before.length - common, by: after.length - before.length };
}

/** A text that does not keep the one alive that it was cut out of. */
export function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

/** The same places, further on. */
export function moveFurther(by: number): (moved: Moved) => Moved {
  const further = new Map<Moved, Moved>();
  return (moved) => {
    const known = further.get(moved);
    if (known) return known;
    const next = { text: moved.text, by: moved.by + by };
    further.set(moved, next);
    return next;
  };
}

/** Stretches of this length are compared as a whole, which is faster than character by character. */
const block = 4096;

function commonStart(a: string, b: string, most: number): number {
  let at = 0;
  while (at + block <= most && a.slice(at, at + block) === b.slice(at, at + block)) at += block;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, most: number): number {
  let length = 0;
  const part = (text: string): string => text.slice(text.length - length - block, text.length - length);
  while (length + block <= most && part(a) === part(b)) length += block;
  while (length < most && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1))
    length++;
  return length;
}
