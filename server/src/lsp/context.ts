import type { AccessTests } from "./access-tests.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";
import type { Client } from "./client.ts";
import type { Converter } from "./convert.ts";
import type { Workspace } from "./workspace.ts";
import { type Span, type Document, type Places, placesOf, type Words } from "../core/index.ts";
import type { Location } from "../protocol/names.ts";
import { URI } from "vscode-uri";
import { normalizeUri } from "./files.ts";

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

/** What reports in an editor are created with. */
export interface PrintingEdge {
  readonly places: Places;
  readonly words: Words;
  readonly get: (id: string) => Document | null | undefined;
}

/** Paths are relative to the workspace folder of the file, as the command line prints them in that folder. */
export function printingEdge({ session, folders, client }: Context): PrintingEdge {
  const tops = folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
  const get = (id: string): Document | null | undefined => session.document(id);
  const print = (id: string): string => {
    const top = tops.find((each) => id.startsWith(each));
    const path = URI.parse(id).path.slice(top === undefined ? 0 : URI.parse(top).path.length);
    return path.replace(/\/$/, "") || ".";
  };
  return { places: placesOf({ get, print }), words: client.words, get };
}
