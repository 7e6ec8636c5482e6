import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languages, wordsIn } from "../../server/src/core/index.ts";
import type { SentenceGroup } from "../../test/words/sentence-group.ts";
import { allSentences } from "../../test/words/samples/all.ts";

const [, ...others] = languages;

/** The names of languages, in English. */
const names = new Intl.DisplayNames("en", { type: "language" });

/** `docs/messages.md`: every sentence except those of the rule pages, with the same samples that the tests use. */
export function messagesPage(): string {
  return [
    "# Messages",
    "",
    "Every sentence of Key Vault Network except the pages of its rules, in every language, on one page for review. Words in capitals represent",
    "names and values from a template. This page is generated from the samples in `test/words/samples` and is not part of the extension.",
    "",
    ...allSentences.flatMap(groupTable),
    ...table("Texts of the editor", textsOf("l10n/bundle.l10n")),
    ...table("Manifest: commands, settings, views and the walkthrough", manifestTexts()),
    ...table("Schema of access files, and snippets", textsOf("l10n/files.l10n")),
  ].join("\n");
}

type Row = readonly [code: string, ...texts: string[]];

function groupTable({ title, samples }: SentenceGroup): readonly string[] {
  return table(
    title,
    samples.map(({ kind, say }) => [kind, ...languages.map((language) => say(wordsIn(language)))]),
  );
}

function table(title: string, rows: readonly Row[]): readonly string[] {
  return [
    `## ${title}`,
    "",
    `| ${["Code", ...languages.map((language) => names.of(language) ?? language)].join(" | ")} |`,
    `| ${["---", ...languages.map(() => "---")].join(" | ")} |`,
    ...rows.map(
      ([code, ...texts]) => `| ${code === "" ? "" : `\`${code}\``} | ${texts.map(cell).join(" | ")} |`,
    ),
    "",
  ];
}

/** Texts that are their own keys. */
function textsOf(file: string): readonly Row[] {
  const translations = others.map((language) => read(`${file}.${language}.json`));
  const keys = [...new Set(translations.flatMap((texts) => Object.keys(texts)))];
  return keys.map((text) => ["", text, ...translations.map((texts) => texts[text] ?? "")]);
}

function manifestTexts(): readonly Row[] {
  const texts = [read("package.nls.json"), ...others.map((language) => read(`package.nls.${language}.json`))];
  return Object.keys(texts[0] ?? {}).map((key) => [key, ...texts.map((some) => some[key] ?? "")]);
}

function read(path: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../..", path), "utf8")) as Record<string, string>;
}

function cell(text: string): string {
  return text.replace(/[|<>*_`\\]/g, "\\$&").replaceAll("\n", "<br>");
}
