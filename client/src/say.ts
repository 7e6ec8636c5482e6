/**
 * Says one of our texts with its parts filled in, `{0}` being the first: in the language of the window, or in English where others
 * read it too. What templates say, and what the server says of them, is a part and stays as it is.
 */
export type Say = (text: string, ...parts: readonly (string | number)[]) => string;

/** For what leaves the window: files, the clipboard, language models. */
export const english: Say = (text, ...parts) =>
  text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(parts[Number(index)] ?? ""));

/** Marks a text that is said later, so that it is found by those who translate. */
export function toSay(text: string): string {
  return text;
}
