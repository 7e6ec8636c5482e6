import type { Language, Words } from "../core/index.ts";
import { wordsIn } from "../core/index.ts";
import { germanCli } from "./words/de.ts";
import { englishCli } from "./words/en.ts";
import type { CliWords } from "./words/words.ts";

/** The languages of `--lang`. */
export const languages: readonly Language[] = ["en", "de"];

/** Sentences in the language that was asked for. */
export interface Voice {
  readonly words: Words;
  readonly cli: CliWords;
}

export function voiceIn(language: Language): Voice {
  const words = wordsIn(language);
  return { words, cli: language === "de" ? germanCli(words) : englishCli(words) };
}
