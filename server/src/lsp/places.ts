import type { Span } from "../core/index.ts";
import type { Location } from "../protocol.ts";
import type { Context } from "./context.ts";

/** A span as the client expects it; null if its document is no longer available. */
export function placeOf({ session, converter }: Context, span: Span): Location | null {
  const document = session.document(span.document);
  if (!document) return null;
  return { uri: session.uriOf(span.document), range: converter.toRange(document, span) };
}

/** Several spans as the client expects them. */
export function locationsOf(context: Context, spans: readonly Span[]): Location[] {
  return spans.flatMap((span) => placeOf(context, span) ?? []);
}
