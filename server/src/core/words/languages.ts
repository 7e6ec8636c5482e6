import { german } from "./de/german.ts";
import { english } from "./en/english.ts";
import type { Language } from "./language.ts";
import type { Words } from "./words.ts";

const wordsOf: Readonly<Record<Language, Words>> = { en: english, de: german };

export function wordsIn(language: Language): Words {
  return wordsOf[language];
}
