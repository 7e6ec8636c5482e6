import type { Language } from "../../core/words/language.ts";
import { languageOf } from "../../core/words/language.ts";
import { count } from "../../core/words/de/count.ts";
import { sayCount } from "../../core/words/en/count.ts";
import type { EndReason } from "./messages.ts";

/** Messages of a supervisor to users. It also runs in the client, so it has its own few sentences. */
export interface SupervisorSentences {
  /** For a named document that is left out. */
  readonly leavesOut: (name: string, why: EndReason) => string;
  readonly restarted: (why: EndReason) => string;
  readonly noAnswer: string;
}

const english: SupervisorSentences = {
  leavesOut: (name, why) =>
    why.kind === "silent"
      ? `Key Vault Network ignores ${name} until it changes because its analysis took longer than ${sayCount(why.seconds, "second")}.`
      : `Key Vault Network ignores ${name} until it changes because its analysis failed.`,
  restarted: (why) =>
    why.kind === "silent"
      ? `Key Vault Network did not respond for ${sayCount(why.seconds, "second")} and was restarted.`
      : "Key Vault Network stopped unexpectedly and was restarted.",
  noAnswer: "The request took too long.",
};

const german: SupervisorSentences = {
  leavesOut: (name, why) =>
    why.kind === "silent"
      ? `Key Vault Network ignoriert ${name}, bis sich die Datei ändert, weil ihre Analyse länger als ${count(why.seconds, "Sekunde", "Sekunden")} dauerte.`
      : `Key Vault Network ignoriert ${name}, bis sich die Datei ändert, weil ihre Analyse fehlgeschlagen ist.`,
  restarted: (why) =>
    why.kind === "silent"
      ? `Key Vault Network hat ${count(why.seconds, "Sekunde", "Sekunden")} lang nicht geantwortet und wurde neu gestartet.`
      : "Key Vault Network wurde unerwartet beendet und neu gestartet.",
  noAnswer: "Die Anfrage hat zu lange gedauert.",
};

const sentencesOf: Readonly<Record<Language, SupervisorSentences>> = { en: english, de: german };

/** The sentences for the client's language, such as `de-AT`. */
export function sentencesFor(locale: unknown): SupervisorSentences {
  return sentencesOf[languageOf(typeof locale === "string" ? locale : undefined)];
}
