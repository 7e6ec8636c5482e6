import { l10n } from "vscode";
import type { Say } from "./say.ts";

/** Texts in the language of the window, or in English if they are not translated. */
export const inWindow: Say = (text, ...parts) => l10n.t(text, ...parts);
