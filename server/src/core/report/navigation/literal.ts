import type { Document } from "../../text/document.ts";
import type { Span } from "../../text/span.ts";

/** Whether a text stands literally at a span, with or without quotes: what is computed may stand for many values. */
export function literalAt(document: Document, { start, end }: Span, text: string): boolean {
  const written = document.text.slice(start, end);
  return written === text || (written.slice(1, -1) === text && /^["']/.test(written));
}
