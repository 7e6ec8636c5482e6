import type { Say } from "../../client/src/say.ts";

/** Returns the client's texts untranslated, as VS Code does without a translation. */
export const english: Say = (text, ...parts) =>
  text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(parts[Number(index)] ?? ""));
