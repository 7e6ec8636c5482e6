import type { ExplanationEntry } from "./report.ts";
import type { Paint } from "./text.ts";
import { verdictLines } from "./text-verdicts.ts";

/** Why the service said no, what the template says, and what to do. */
export function explanationLines(explanation: ExplanationEntry, paint: Paint): readonly string[] {
  const { meaning, client, vault, template, drift, fixes, advice } = explanation;
  const who = [
    ...(vault === null ? [] : [`vault ${vault}`]),
    ...(client === null ? [] : [`client ${client}`]),
  ];
  return [
    paint.strong(meaning),
    ...(who.length > 0 ? [`  ${who.join(", ")}`] : []),
    "",
    ...(template ? verdictLines(template, paint) : []),
    ...list("The deployed vault differs from the template:", drift),
    ...list("What would let the client in, narrowest first:", fixes),
    ...list("What to look at:", advice),
  ];
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [head, ...items.map((item) => `  - ${item}`)];
}
