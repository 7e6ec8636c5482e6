import type { Say } from "../../client/src/say.ts";

/** Says the texts of the client as they are written, as VS Code does where there is no translation. */
export const english: Say = (text, ...parts) =>
  text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(parts[Number(index)] ?? ""));
