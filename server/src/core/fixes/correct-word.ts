import type { Correction } from "../text/correction.ts";
import { type Fix, fix, respell } from "./fix.ts";

/** Writes the word that was probably intended. Only users know that it was, so "fix all" leaves it out. */
export function correctWord({ span, written, intended }: Correction): Fix {
  return fix({
    title: { kind: "correct-word", from: written, to: intended },
    target: null,
    preferred: true,
    edits: [respell({ span }, written, intended)],
  });
}
