import { fileURLToPath } from "node:url";
import type * as CommandLine from "./command-line.ts";
import { folderOfCompiledCode } from "./compiled-code.ts";
import { commands } from "./core/formats/printing.ts";
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
const { runProcess } = scripts.load(
  fileURLToPath(new URL("./command-line.js", import.meta.url)),
) as typeof CommandLine;
runProcess();
