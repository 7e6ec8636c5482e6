import type { AccessTests } from "./access-tests.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";
import type { Client } from "./client.ts";
import type { Converter } from "./convert.ts";
import type { Workspace } from "./workspace.ts";
import type { Span } from "../core/index.ts";
import type { Location } from "../protocol/names.ts";

/** What features may use. It holds no connection: features answer, and only the server sends. */
export interface Context extends Workspace {
  readonly client: Client;
  readonly converter: Converter;
  readonly accessTests: AccessTests;
  readonly baseline: WhatIfBaseline;
  /** False while other roots of the workspace are still being read for what they contribute. */
  readonly areOthersRead: () => boolean;
}

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
