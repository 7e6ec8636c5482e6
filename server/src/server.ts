import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";
import { folderOfCompiledCode } from "./compiled-code.ts";
import { ScriptLoader } from "./script-loader.ts";

/** The bundler writes which build this is. */
declare const buildOfScripts: string;

/** After that, what answers the first questions has been compiled. */
const secondsToStart = 10;

/**
 * Where V8 has seen many objects outlive a collection, as those of a template that is opened do, it allocates all later ones among the old objects
 * (`allocation_site_pretenuring` in https://github.com/v8/v8/blob/main/src/flags/flag-definitions.h). After a keystroke these are garbage that
 * keeps young garbage alive: at 1 MB of Bicep, each collection of young objects copied 10 MB more than it does without. It is set before anything is
 * compiled, because V8 does not take compiled code that was kept under other flags.
 */
if (isMainThread) setFlagsFromString("--no-allocation-site-pretenuring");

/** The language server as a process of Node: this thread only keeps the connection, and another one of the same script serves it. */
const folder = folderOfCompiledCode();
const scripts = new ScriptLoader(
  folder === null ? null : { folder, build: buildOfScripts, purpose: "server" },
);
setTimeout(() => {
  scripts.keep();
}, secondsToStart * 1000).unref();
const script = isMainThread ? "./connection.js" : "./thread.js";
scripts.load(fileURLToPath(new URL(script, import.meta.url)));
