import { supervisor as german } from "../../core/words/de/supervisor.ts";
import { supervisor as english } from "../../core/words/en/supervisor.ts";
import { type Language, languageOf } from "../../core/words/language.ts";
import type { SupervisorWords } from "../../core/words/supervisor-words.ts";

/** What the process around the server says in every language. */
export const supervisorWords: Readonly<Record<Language, SupervisorWords>> = { en: english, de: german };

/** The sentences for the client's language, such as `de-AT`. */
export function sentencesFor(locale: unknown): SupervisorWords {
  return supervisorWords[languageOf(typeof locale === "string" ? locale : undefined)];
}
