import { commandAddress } from "../../server/src/protocol.ts";
import type { Location } from "../../server/src/protocol/names.ts";
import { escapeMarkdown } from "./markdown.ts";

/** "main.bicep:22", for tooltips and documents, where lines are counted from 1. */
export function sayPlace(place: Location): string {
  return `${fileName(place.uri)}:${place.range.start.line + 1}`;
}

/** The same as Markdown: a link for a tooltip that may run `goToRule`. */
export function linkToPlace({ uri, range }: Location): string {
  const address = commandAddress(goToRule, { place: { uri, range } });
  return `[${escapeMarkdown(sayPlace({ uri, range }))}](${address})`;
}

/** The command that opens the place of a row, or one that a tooltip links to. */
export const goToRule = "keyVaultNetwork.item.goToRule";

/** The last part of a uri's path, decoded. */
export function fileName(uri: string): string {
  const path = uri.replace(/[?#][^]*/, "").replace(/\/$/, "");
  return decoded(path.slice(path.lastIndexOf("/") + 1));
}

/** The uri of the folder that a file is in. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/"));
}

/** The name of the folder that a file is in. */
export function folderName(uri: string): string {
  return fileName(folderOf(uri));
}

/** A uri, or a part of one, as people read it; as it is if it is not encoded correctly. */
export function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
