/** Reads and explains failed calls: a part of the product that is loaded for the first text that may be one (`scripts/bundle/parts.mjs`). */
export { explain } from "./explain.ts";
export { readError } from "./read.ts";
