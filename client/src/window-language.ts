import { env, l10n } from "vscode";
import type { Say } from "./say.ts";

/** Texts in the language of the window, or in English if they are not translated; numbers as that language writes them. */
export const inWindow: Say = (text, ...parts) =>
  l10n.t(text, ...parts.map((part) => (typeof part === "number" ? part.toLocaleString(env.language) : part)));
