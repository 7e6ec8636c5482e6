import { contains, type Span } from "../text/span.ts";
import type { Template } from "./template.ts";

/** Whether a place is in a template: in its text, or in a file of its folder. */
export function isWithin({ document, span }: Pick<Template, "document" | "span">, place: Span): boolean {
  if (!document.endsWith("/")) return contains(span, place);
  return place.document.startsWith(document) && !place.document.slice(document.length).includes("/");
}
