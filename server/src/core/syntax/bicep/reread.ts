import { copyOf, editBetween, moveFurther } from "../../text/edited.ts";
import type { Moved } from "../../text/edited.ts";
import { isLineBreak } from "./characters.ts";
import type { BicepFile } from "./file-nodes.ts";
import type { Comment } from "./nodes.ts";
import { parseBicep } from "./parse.ts";

/**
 * Reads an edited text of a file that was read before: only the declaration in which the edit lies, if it and the file are without
 * errors, so that it means the same alone as in the file. Null if the whole text has to be read.
 */
export function rereadBicep(before: BicepFile, text: string): BicepFile | null {
  if (!before.clean || before.declarations.length === 0) return null;
  const { start, end, by } = editBetween(before.text, text);
  const index = indexAt(before, start);
  const from = startOf(before, index);
  const to = index + 1 < before.declarations.length ? startOf(before, index + 1) : before.text.length;
  if (index < 0 || end > to || !isAlone(text, from, to + by)) return null;
  const piece = copyOf(text.slice(from, to + by));
  const read = parseBicep(piece);
  if (!read.clean || read.declarations[0]?.start !== 0) return null;
  return {
    ...before,
    end: text.length,
    text,
    declarations: before.declarations.toSpliced(index, 1, ...read.declarations),
    comments: commentsOf(before, read, { from, to, by }),
    moved: movedIn(before, read, { index, from, by }),
  };
}

/** Where a declaration of a file lies: in its own text, unless it was read in another one. */
function movedOf(file: BicepFile, declaration: BicepFile["declarations"][number]): Moved | undefined {
  return file.moved?.get(declaration);
}

function startOf(file: BicepFile, index: number): number {
  const declaration = file.declarations[index];
  return declaration ? declaration.start + (movedOf(file, declaration)?.by ?? 0) : 0;
}

/** The last declaration that begins before an offset or at it; -1 if none does. */
function indexAt(file: BicepFile, offset: number): number {
  let [low, high] = [0, file.declarations.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(file, middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a stretch begins and ends with lines. */
function isAlone(text: string, from: number, to: number): boolean {
  const isBegun = from === 0 || isLineBreak(text.charCodeAt(from - 1));
  return isBegun && (to === text.length || isLineBreak(text.charCodeAt(to - 1)));
}

function commentsOf(
  before: BicepFile,
  read: BicepFile,
  { from, to, by }: { readonly from: number; readonly to: number; readonly by: number },
): readonly Comment[] {
  const moved = (comment: Comment, further: number): Comment => ({
    kind: comment.kind,
    start: comment.start + further,
    end: comment.end + further,
  });
  return [
    ...before.comments.filter(({ start }) => start < from),
    ...read.comments.map((comment) => moved(comment, from)),
    ...before.comments.filter(({ start }) => start >= to).map((comment) => moved(comment, by)),
  ];
}

function movedIn(
  before: BicepFile,
  read: BicepFile,
  { index, from, by }: { readonly index: number; readonly from: number; readonly by: number },
): NonNullable<BicepFile["moved"]> {
  const unmoved: Moved = { text: before.text, by: 0 };
  const further = moveFurther(by);
  const own: Moved = { text: read.text, by: from };
  const moved = new Map(read.declarations.map((each) => [each, own]));
  for (const [at, declaration] of before.declarations.entries()) {
    const was = movedOf(before, declaration) ?? unmoved;
    if (at !== index) moved.set(declaration, at < index ? was : further(was));
  }
  return moved;
}
