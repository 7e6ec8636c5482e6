import { wordsIn } from "../core/index.ts";

/** Reports are in English, whoever reads them. */
export const words = wordsIn("en");
