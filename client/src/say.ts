import type { Sentence } from "../../server/src/protocol.ts";

/**
 * One of the extension's texts with its parts filled in, `{0}` being the first, in the language of the window. Parts
 * that come from templates or from the server stay as they are.
 */
export type Say = (text: string, ...parts: readonly (Sentence | number)[]) => string;

/** Marks a text that is used later, so that it is extracted for translation. */
export function toSay(text: string): string {
  return text;
}
