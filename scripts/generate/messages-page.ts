import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessFileSchema, wordsIn } from "../../server/src/core/index.ts";
import type { SentenceGroup } from "../../test/words/sentence-group.ts";
import { allSentences } from "../../test/words/samples/all.ts";

const [english, german] = [wordsIn("en"), wordsIn("de")];

/** `docs/messages.md`: every sentence except those of the rule pages, with the same samples that the tests use. */
export function messagesPage(): string {
  return [
    "# Messages",
    "",
    "Every sentence of Key Vault Network except the pages of its rules, in both languages, on one page for review. Words in capitals represent",
    "names and values from a template. This page is generated from the samples in `test/words/samples` and is not part of the extension.",
    "",
    ...allSentences.flatMap(groupTable),
    ...table("Texts of the editor", editorTexts()),
    ...table("Manifest: commands, settings, views and the walkthrough", manifestTexts()),
    ...table("Descriptions in the schema of the access file", schemaTexts()),
  ].join("\n");
}

type Row = readonly [code: string, english: string, german: string];

function groupTable({ title, samples }: SentenceGroup): readonly string[] {
  return table(
    title,
    samples.map(({ kind, say }) => [kind, say(english), say(german)]),
  );
}

function table(title: string, rows: readonly Row[]): readonly string[] {
  return [
    `## ${title}`,
    "",
    "| Code | English | German |",
    "| --- | --- | --- |",
    ...rows.map(
      ([code, ...texts]) => `| ${code === "" ? "" : `\`${code}\``} | ${texts.map(cell).join(" | ")} |`,
    ),
    "",
  ];
}

/** The client's own texts are their own keys. */
function editorTexts(): readonly Row[] {
  return Object.entries(read("l10n/bundle.l10n.de.json")).map(([text, translated]) => ["", text, translated]);
}

function manifestTexts(): readonly Row[] {
  const translated = read("package.nls.de.json");
  return Object.entries(read("package.nls.json")).map(([key, text]) => [key, text, translated[key] ?? ""]);
}

/** Editors show these in English, as the schema of a language does not depend on that of its reader. */
function schemaTexts(): readonly Row[] {
  return [...new Set(descriptionsIn(accessFileSchema))].map((text) => ["", text, ""]);
}

function descriptionsIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === "description" && typeof value === "string" ? [value] : descriptionsIn(value),
  );
}

function read(path: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../..", path), "utf8")) as Record<string, string>;
}

function cell(text: string): string {
  return text.replace(/[|<>*_`\\]/g, "\\$&").replaceAll("\n", "<br>");
}
