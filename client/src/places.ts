import type { Location } from "../../server/src/protocol.ts";

/** "main.bicep:22", for tooltips and documents, where lines are counted from 1. */
export function sayPlace(place: Location): string {
  return `${fileName(place.uri)}:${place.range.start.line + 1}`;
}

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
