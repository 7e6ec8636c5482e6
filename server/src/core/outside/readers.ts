/** Reads pipelines and scripts: a part of the product that is loaded for the first of them (`scripts/bundle/parts.mjs`). */
export { requestedObjects } from "./commands/raw-request.ts";
export { startedPath } from "./commands/started-script.ts";
export { mayChangeUnseen } from "./commands/unseen-change.ts";
export { describeFile, filesCalledIn, jobsOfFile } from "./read-file.ts";
export type { Command } from "./scripts/script.ts";
export { speller, toolUsesOf } from "./tool-uses.ts";
export { scriptIn, stopsAtFailure, vaultCommand } from "./script-commands.ts";
