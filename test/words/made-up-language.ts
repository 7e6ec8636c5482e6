import type { Language } from "../../server/src/core/words/language.ts";

/** The tag of a language that does not exist. */
export const madeUp = "xx" as Language;

/** A language made of another one: every sentence is put in brackets. */
export function inBrackets<T>(words: T): T {
  if (typeof words === "string") return (words === "" ? words : `⟦${words}⟧`) as T;
  if (typeof words === "function") {
    const say = words as unknown as (...args: readonly unknown[]) => unknown;
    return ((...args: readonly unknown[]) => inBrackets(say(...args))) as T;
  }
  if (Array.isArray(words)) return words.map((each: unknown) => inBrackets(each)) as T;
  if (typeof words !== "object" || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, inBrackets<unknown>(value)]),
  ) as T;
}

/** What is left of a text without all that is in brackets, also of one that was cut with an ellipsis. */
export function outsideBrackets(text: string): string {
  const without = text.replace(/⟦[^⟦⟧]*(?:⟧|…)/g, "");
  return without === text ? text : outsideBrackets(without);
}
