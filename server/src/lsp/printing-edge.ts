import { URI } from "vscode-uri";
import { type Document, type Places, placesOf, type Words } from "../core/index.ts";
import type { Context } from "./context.ts";
import { normalizeUri } from "./files.ts";

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
