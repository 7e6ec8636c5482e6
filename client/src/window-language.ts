import { l10n } from "vscode";
import type { Say } from "./say.ts";

/** Says texts in the language that the window is in; those that are not translated in English. */
export const inWindow: Say = (text, ...parts) => l10n.t(text, ...parts);
