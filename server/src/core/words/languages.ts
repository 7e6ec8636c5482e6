import { german } from "./de/german.ts";
import { english } from "./en/english.ts";
import type { Language, Words } from "./words.ts";
import { languages } from "./words.ts";

const wordsOf: Readonly<Record<Language, Words>> = { en: english, de: german };

export function wordsIn(language: Language): Words {
  return wordsOf[language];
}

/** The language for a tag such as `en-GB`; English for languages that the product does not support. */
export function languageOf(tag: string | undefined): Language {
  const [primary] = (tag ?? "").toLowerCase().split("-");
  return languages.find((each) => each === primary) ?? "en";
}
