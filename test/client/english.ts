import type { Say } from "../../client/src/say.ts";

function shown(part: Parameters<Say>[1]): string {
  return typeof part === "number" ? part.toLocaleString("en-US") : String(part);
}

/** Returns the client's texts untranslated, as VS Code does without a translation. */
export const english: Say = (text, ...parts) =>
  text.replaceAll(/\{(\d)\}/g, (_, index: string) => shown(parts[Number(index)] ?? ""));
