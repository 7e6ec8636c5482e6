import { cell, heading } from "./markdown-text.ts";
import { matrixSection } from "./matrix.ts";
import type { Report } from "./report.ts";

/** Why the service said no, what the template says, and what to do. */
export function explanationSections({ explanation }: Report): readonly string[] {
  if (!explanation) return [];
  const { meaning, template, drift, fixes, advice } = explanation;
  return [
    cell(meaning),
    ...(template ? matrixSection([template]) : []),
    ...list("The deployed vault differs from the template", drift),
    ...list("What would allow the client, narrowest first", fixes),
    ...list("Things to check", advice),
  ];
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading(2, head), items.map((item) => `- ${cell(item)}`).join("\n")];
}
