import type { Words } from "../words/words.ts";
import { isRejection, mostCauses, sayCause, whoFailed } from "./explanation-words.ts";
import { cell, heading, link } from "./markdown-text.ts";
import { matrixSection } from "./matrix.ts";
import type { Printing } from "./printing.ts";
import type { ConnectionEntry, ExplanationEntry, FittingGateEntry, Report } from "./report.ts";

/** Why a call failed, what the template says, and what to do. */
export function explanationSections(
  { explanation }: Report,
  words: Words,
  linkOfFix: Printing["linkOfFix"] = () => null,
): readonly string[] {
  if (!explanation) return [];
  const sayFix = (title: string): string => linked(title, linkOfFix(title));
  const { labels } = words.document;
  const { meaning, template, drift, fixes, advice, connection } = explanation;
  const title = titleOf(explanation);
  return [
    ...(title === "" ? [] : [heading(2, cell(title))]),
    cell(meaning),
    ...(connection ? [cell(whoFailed(explanation, words).join(", "))].filter((each) => each !== "") : []),
    ...(template?.environment ? [cell(`${labels.environment}: ${template.environment}`)] : []),
    ...list(labels.drift, drift.map(cell)),
    ...(connection
      ? causes(connection, words, sayFix)
      : list(isRejection(explanation) ? labels.fix : labels.fixes, fixes.map(sayFix))),
    ...list(labels.advice, advice.map(cell)),
    ...(template ? matrixSection([template], words) : []),
  ];
}

/** The title of a fix as Markdown. */
type SayFix = (title: string) => string;

function linked(title: string, address: string | null): string {
  return address === null ? cell(title) : `[${cell(title)}](${address})`;
}

function titleOf({ client, vault, template, connection }: ExplanationEntry): string {
  const caller = client ?? (template?.from === "internet" ? null : (template?.from ?? null));
  return [caller, vault ?? connection?.host ?? null].filter((each) => each !== null).join(" → ");
}

/** The gates that fit, each with what would let the connection pass it. */
function causes({ gates }: ConnectionEntry, words: Words, sayFix: SayFix): readonly string[] {
  const { labels, sentences } = words.document;
  const more = gates.length - mostCauses;
  const shown = gates.slice(0, mostCauses).map((each) => causeItem(each, words, sayFix));
  return list(labels.causes, [...shown, ...(more > 0 ? [sentences.more(more)] : [])]);
}

function causeItem(each: FittingGateEntry, words: Words, sayFix: SayFix): string {
  const { file, line, fix } = each;
  const place = file === null ? "" : ` (${link({ file, line: line ?? 1 })})`;
  const way = fix === null ? "" : `\n  - ${cell(words.document.labels.fix)}: ${sayFix(fix)}`;
  return `${cell(sayCause(each, words))}${place}${way}`;
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading(2, head), items.map((item) => `- ${item}`).join("\n")];
}
