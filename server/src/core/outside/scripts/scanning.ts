import type { Piece } from "./script.ts";

/** Adds to the text at the end of a word. */
export function addText(pieces: Piece[], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === "text") pieces[pieces.length - 1] = { kind: "text", text: last.text + text };
  else pieces.push({ kind: "text", text });
}

/** Where a part of a text begins; the end of the text if it does not contain it. */
export function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index < 0 ? text.length : index;
}

/** What a sticky pattern matches at an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const batchVariable = /%[A-Za-z_]\w*%/y;

/** Reads `%NAME%`, a variable if Windows runs the script as a batch file; returns where it ends. */
export function readBatchVariable(text: string, at: number, pieces: Piece[]): number {
  const found = matchAt(batchVariable, text, at)?.[0];
  if (found === undefined) addText(pieces, "%");
  else pieces.push({ kind: "unknown" });
  return at + (found?.length ?? 1);
}
