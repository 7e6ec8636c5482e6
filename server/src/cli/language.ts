import { type Language, type Words, wordsIn } from "../core/index.ts";
import { germanCli } from "./words/de.ts";
import { englishCli } from "./words/en.ts";
import type { CliWords } from "./words/words.ts";

/** Sentences in the language that was asked for. */
export interface Voice {
  readonly words: Words;
  readonly cli: CliWords;
}

/** What the command line says in every language. */
export const cliWords: Readonly<Record<Language, (words: Words) => CliWords>> = {
  en: englishCli,
  de: germanCli,
};

export function voiceIn(language: Language): Voice {
  const words = wordsIn(language);
  return { words, cli: cliWords[language](words) };
}
