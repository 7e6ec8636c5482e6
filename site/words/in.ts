import type { Language } from "../../server/src/core/index.ts";
import type { Chrome } from "./chrome.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";

const chromes: Readonly<Record<Language, Chrome>> = { en: english, de: german };

/** What pages in a language say around their content. */
export function chromeIn(language: Language): Chrome {
  return chromes[language];
}

export { languages } from "../../server/src/core/index.ts";
