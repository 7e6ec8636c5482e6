import { rereadPart } from "../parts.ts";
import type { BicepFile } from "./file-nodes.ts";
import { parseBicep } from "./parse.ts";

/**
 * Reads an edited text of a file that was read before: only the declaration in which the edit lies, if it and the file are without
 * errors. Null if the whole text has to be read.
 */
export function rereadBicep(before: BicepFile, text: string): BicepFile | null {
  if (!before.clean) return null;
  const inParts = ({ declarations: parts, comments, moved, text: own }: BicepFile) => ({
    text: own,
    parts,
    comments,
    moved,
  });
  const reread = rereadPart(inParts(before), text, {
    read: (piece) => {
      const file = parseBicep(piece);
      return file.clean ? inParts(file) : null;
    },
    moveComment: ({ kind, start, end }, by) => ({ kind, start: start + by, end: end + by }),
  });
  if (!reread) return null;
  const { parts: declarations, comments, moved } = reread;
  return { ...before, end: text.length, text, declarations, comments, moved };
}
