import { germanWords } from "./de/words.ts";
import { english } from "./en/english.ts";
import type { Language } from "./language.ts";
import type { Words } from "./words.ts";

/** The words of every language, which are loaded when it is spoken; a language without them does not compile. */
export const wordsOf: Readonly<Record<Language, () => Words>> = { en: () => english, de: germanWords };

export function wordsIn(language: Language): Words {
  return wordsOf[language]();
}
