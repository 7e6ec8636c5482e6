import { oncePerKey } from "../logic/memoize.ts";
import { copyOf, editBetween, type Moved, moveFurther } from "../text/edited.ts";

/** Offsets are UTF-16 code units. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text without errors, and what it consists of. */
export interface InParts<Part extends Place, Comment extends Place> {
  readonly text: string;
  /** One after the other; each means the same in the text as alone. */
  readonly parts: readonly Part[];
  /** In order, wherever they are. */
  readonly comments: readonly Comment[];
  /** Where parts lie that were read in another text, before it was edited; absent if all were read in this one. */
  readonly moved?: ReadonlyMap<Part, Moved> | undefined;
}

/** How a syntax reads a part on its own. */
interface Reader<Part extends Place, Comment extends Place> {
  /** Null if the text has errors, or cannot be exchanged for the one before. */
  readonly read: (text: string, before: string) => InParts<Part, Comment> | null;
  readonly moveComment: (comment: Comment, by: number) => Comment;
}

/** Reads of an edited text only the part in which the edit lies. Null if the whole text has to be read. */
export function rereadPart<Part extends Place, Comment extends Place>(
  before: InParts<Part, Comment>,
  text: string,
  { read, moveComment }: Reader<Part, Comment>,
): InParts<Part, Comment> | null {
  const { start, end, by } = editBetween(before.text, text);
  const index = indexAt(before, start);
  const from = startOf(before, index);
  const to = index + 1 < before.parts.length ? startOf(before, index + 1) : before.text.length;
  if (index < 0 || end > to || !isAlone(text, from, to + by)) return null;
  const piece = read(copyOf(text.slice(from, to + by)), before.text.slice(from, to));
  if (piece?.parts[0]?.start !== 0) return null;
  return {
    text,
    parts: before.parts.toSpliced(index, 1, ...piece.parts),
    comments: [
      ...before.comments.filter((comment) => comment.start < from),
      ...piece.comments.map((comment) => moveComment(comment, from)),
      ...before.comments.filter((comment) => comment.start >= to).map((comment) => moveComment(comment, by)),
    ],
    moved: movedIn(before, piece, { index, from, by }),
  };
}

/** What each part is lowered with: those that were read in another text lie where they are now. */
export function contextsOf<Part extends Place, Context>(
  moved: ReadonlyMap<Part, Moved> | undefined,
  context: Context,
  contextAt: (place: Moved) => Context,
): (part: Part) => Context {
  const known = oncePerKey<Context, Moved>(contextAt);
  return (part) => {
    const place = moved?.get(part);
    return place ? known(place) : context;
  };
}

function startOf<Part extends Place>({ parts, moved }: InParts<Part, Place>, index: number): number {
  const part = parts[index];
  return part ? part.start + (moved?.get(part)?.by ?? 0) : 0;
}

/** The last part that begins before an offset or at it; -1 if none does. */
function indexAt(file: InParts<Place, Place>, offset: number): number {
  let [low, high] = [0, file.parts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(file, middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a stretch begins and ends with lines. A line feed ends a line, and a comment, in every syntax. */
function isAlone(text: string, from: number, to: number): boolean {
  const isBegun = from === 0 || text[from - 1] === "\n";
  return isBegun && (to === text.length || text[to - 1] === "\n");
}

function movedIn<Part extends Place>(
  before: InParts<Part, Place>,
  piece: InParts<Part, Place>,
  { index, from, by }: { readonly index: number; readonly from: number; readonly by: number },
): ReadonlyMap<Part, Moved> {
  const unmoved: Moved = { text: before.text, by: 0 };
  const further = moveFurther(by);
  const own: Moved = { text: piece.text, by: from };
  const moved = new Map(piece.parts.map((each) => [each, own]));
  for (const [at, part] of before.parts.entries()) {
    const was = before.moved?.get(part) ?? unmoved;
    if (at !== index) moved.set(part, at < index ? was : further(was));
  }
  return moved;
}
