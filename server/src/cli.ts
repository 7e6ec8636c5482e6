import { fileURLToPath } from "node:url";
import type * as CommandLine from "./command-line.ts";
import type * as Mcp from "./mcp.ts";
import { folderOfCompiledCode } from "./compiled-code.ts";
import { commands } from "./core/formats/commands.ts";
import { ScriptLoader } from "./script-loader.ts";

/** The bundler writes which build this is. */
declare const buildOfScripts: string;

const folder = folderOfCompiledCode();
// Each command keeps the compiled code of its own parts only.
const purpose = commands.find((command) => command === process.argv[2]) ?? "other";
const scripts = new ScriptLoader(folder === null ? null : { folder, build: buildOfScripts, purpose });
process.once("exit", () => {
  scripts.keep();
});
const load = (name: string): unknown => scripts.load(fileURLToPath(new URL(name, import.meta.url)));
const commandLine = load("./command-line.js") as typeof CommandLine;
commandLine.runProcess(undefined, () => {
  (load("./mcp.js") as typeof Mcp).serve(commandLine);
});
