import type { NewResource } from "../../../template/new-resource.ts";
import type { Document } from "../../../text/document.ts";
import { paragraphsBehind } from "../../../text/paragraphs.ts";
import type { Replacement } from "../../../text/replacement.ts";
import type { Span } from "../../../text/span.ts";
import type { Style } from "../../braces/file.ts";
import { printOnLines } from "../../braces/print.ts";
import { treeOf } from "../tree.ts";
import { styleOf } from "./style.ts";

/** Declares resources behind the declaration that a place is in; one that is nested in another has that around it. */
export function declare(
  document: Document,
  place: Span,
  resources: readonly NewResource[],
): Replacement | null {
  const around = treeOf(document).declarations.find(
    ({ start, end }) => start <= place.start && place.end <= end,
  );
  if (!around) return null;
  const style = styleOf(document.text);
  const printed = resources.map((each) => printResource(each, style));
  return paragraphsBehind(document.text, around.end, printed, style.newline);
}

/** https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-declaration */
function printResource({ symbol, type, apiVersion, parent, name, body }: NewResource, style: Style): string {
  const entries = { ...(parent ? { parent } : {}), name, ...body };
  return `resource ${symbol} '${type}@${apiVersion ?? ""}' = ${printOnLines(entries, style, "")}`;
}
