import type { Span } from "../core/index.ts";
import type { Location } from "../protocol.ts";
import type { Context } from "./context.ts";

/** A span in the client's terms; null when its document is not at hand any more. */
export function placeOf({ session, converter }: Context, span: Span): Location | null {
  const document = session.document(span.document);
  if (!document) return null;
  return { uri: session.uriOf(span.document), range: converter.toRange(document, span) };
}

/** Several spans in the client's terms. */
export function locationsOf(context: Context, spans: readonly Span[]): Location[] {
  return spans.flatMap((span) => placeOf(context, span) ?? []);
}
