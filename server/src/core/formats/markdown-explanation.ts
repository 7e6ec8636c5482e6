import type { Words } from "../words/words.ts";
import { cell, heading } from "./markdown-text.ts";
import { matrixSection } from "./matrix.ts";
import type { Report } from "./report.ts";

/** Why the service said no, what the template says, and what to do. */
export function explanationSections({ explanation }: Report, words: Words): readonly string[] {
  if (!explanation) return [];
  const { labels } = words.document;
  const { client, vault, meaning, template, drift, fixes, advice } = explanation;
  const who = [client, vault].filter((each) => each !== null).join(" → ");
  return [
    ...(who === "" ? [] : [heading(2, cell(who))]),
    cell(meaning),
    ...list(labels.drift, drift),
    ...list(labels.fixes, fixes),
    ...list(labels.advice, advice),
    ...(template ? matrixSection([template], words) : []),
  ];
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading(2, head), items.map((item) => `- ${cell(item)}`).join("\n")];
}
