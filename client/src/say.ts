import type { Sentence } from "../../server/src/protocol.ts";

/**
 * Says one of our texts with its parts filled in, `{0}` being the first: in the language of the window. What templates say, and what the
 * server says of them, is a part and stays as it is.
 */
export type Say = (text: string, ...parts: readonly (Sentence | number)[]) => string;

/** Marks a text that is said later, so that it is found by those who translate. */
export function toSay(text: string): string {
  return text;
}
