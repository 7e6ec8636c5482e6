import type { Location } from "../../server/src/protocol.ts";
import { escapeMarkdown } from "./markdown.ts";

/** "main.bicep:22", for tooltips and documents, where lines are counted from 1. */
export function sayPlace(place: Location): string {
  return `${fileName(place.uri)}:${place.range.start.line + 1}`;
}

/** The same as Markdown: a link for a tooltip that may run `goToRule`. */
export function linkToPlace({ uri, range }: Location): string {
  const row = encodeURIComponent(JSON.stringify([{ place: { uri, range } }]));
  return `[${escapeMarkdown(sayPlace({ uri, range }))}](command:${goToRule}?${row})`;
}

/** The command that opens the place of a row, or one that a tooltip links to. */
export const goToRule = "keyVaultNetwork.item.goToRule";

/** The last part of a uri's path, decoded. */
export function fileName(uri: string): string {
  const path = uri.replace(/[?#][^]*/, "").replace(/\/$/, "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The name of the folder that a file is in. */
export function folderName(uri: string): string {
  return fileName(uri.slice(0, uri.lastIndexOf("/")));
}
