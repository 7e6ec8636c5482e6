import { visible } from "./visible.ts";

/**
 * A relative path, written with `/`, as a relative URI: none of its characters has a special meaning there, not
 * even the colon that would turn the text before it into a scheme.
 */
export function relativeAddress(path: string): string {
  return path.split("/").map(encodePart).join("/");
}

/** A text for SARIF without links, of which one that a file writes would lead anywhere (SARIF 2.1.0, 3.11.6), and with everything in it to be seen. */
export function withoutLinks(text: string): string {
  return visible(text).replaceAll("](", "] (");
}

/** Halves of characters, which names of files may hold on Windows, have no address. */
function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
