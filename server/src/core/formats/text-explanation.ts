import type { Words } from "../words/words.ts";
import { byEnvironments } from "./by-environments.ts";
import type { ExplanationEntry } from "./report.ts";
import type { Paint } from "./terminal.ts";
import { verdictLines } from "./text-verdicts.ts";
import { withLabels } from "./vault-labels.ts";

/** Why the service said no, what the template says, and what to do. */
export function explanationLines(
  explanation: ExplanationEntry,
  words: Words,
  paint: Paint,
): readonly string[] {
  const { meaning, client, vault, template, drift, fixes, edits, advice } = explanation;
  const { labels, rows } = words.document;
  const who = [
    ...(vault === null ? [] : [`${rows.vault} ${vault}`]),
    ...(client === null ? [] : [`${rows.client} ${client}`]),
  ];
  return [
    paint.strong(meaning),
    ...(who.length > 0 ? [`  ${who.join(", ")}`] : []),
    "",
    ...(template
      ? byEnvironments(withLabels([template])).flatMap((each) => verdictLines(each, words, paint))
      : []),
    ...list(`${labels.drift}:`, drift),
    ...list(
      `${labels.fixes}:`,
      fixes.flatMap((fix) => [fix, ...edits.filter((each) => each.fix === fix).flatMap(editLine)]),
    ),
    ...list(`${labels.advice}:`, advice),
  ];
}

/** Under its fix: "main.bicep:12: { value: '198.51.100.7/32' }". What only aligns the lines around it is not told. */
function editLine({ file, line, text }: ExplanationEntry["edits"][number]): readonly string[] {
  // Line ends of the text come as the two characters that JSON writes for them.
  const said = text.replace(/(?:\\[rn]|\s)+/g, " ").trim();
  return said === "" ? [] : [`  ${file}:${line}: ${said}`];
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0
    ? []
    : [head, ...items.map((item) => (item.startsWith(" ") ? `    ${item}` : `  - ${item}`))];
}
