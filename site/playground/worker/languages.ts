import type * as original from "../../../server/src/core/words/languages.ts";
import { english } from "../../../server/src/core/words/en/english.ts";
import type { Language } from "../../../server/src/core/words/language.ts";
import type { Words } from "../../../server/src/core/words/words.ts";

const loaded = new Map<Language, Words>([["en", english]]);

/** Takes the place of the server's function of that name: English until the language is loaded. */
export const wordsIn: typeof original.wordsIn = (language) => loaded.get(language) ?? english;

/** Loads the sentences of a language. */
export async function loadWords(language: Language): Promise<void> {
  if (language === "de")
    loaded.set("de", (await import("../../../server/src/core/words/de/german.ts")).german);
}
