import type { Words } from "../words.ts";
import { german } from "./german.ts";

/** Die deutschen Sätze. */
export function germanWords(): Words {
  return german;
}
