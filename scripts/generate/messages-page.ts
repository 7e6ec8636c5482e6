import { wordsIn } from "../../server/src/core/index.ts";
import type { SentenceGroup } from "../../test/words/sentence-group.ts";
import { allSentences } from "../../test/words/samples/all.ts";

const [english, german] = [wordsIn("en"), wordsIn("de")];

/** `docs/messages.md`: every generated sentence, with the same samples that the tests use. */
export function messagesPage(): string {
  return [
    "# Messages",
    "",
    "Every sentence that Key Vault Network can generate, in both languages, on one page for review. Words in capitals represent names and",
    "values from a template. This page is generated from the samples in `test/words/samples` and is not part of the extension.",
    "",
    ...allSentences.flatMap(table),
  ].join("\n");
}

function table({ title, samples }: SentenceGroup): readonly string[] {
  return [
    `## ${title}`,
    "",
    "| Code | English | German |",
    "| --- | --- | --- |",
    ...samples.map(({ kind, say }) => `| \`${kind}\` | ${cell(say(english))} | ${cell(say(german))} |`),
    "",
  ];
}

function cell(text: string): string {
  return text.replace(/[|<>*_`\\]/g, "\\$&").replaceAll("\n", "<br>");
}
