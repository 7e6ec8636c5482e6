import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { folderOfCompiledCode } from "./compiled-code.ts";
import { ScriptLoader } from "./script-loader.ts";
import { serverFlags } from "./server-flags.ts";

/** The bundler writes which build this is. */
declare const buildOfScripts: string;

/** After that, what answers the first questions has been compiled. */
const secondsToStart = 10;

/** After that, what Node itself has to load is loaded: V8 takes its compiled code only while all flags are as usual. */
const secondsToLoad = 1;

/** The language server as a process of Node: this thread only keeps the connection, and another one of the same script serves it. */
const folder = folderOfCompiledCode();
const scripts = new ScriptLoader(
  folder === null ? null : { folder, build: buildOfScripts, purpose: "server" },
);
setTimeout(() => {
  scripts.keep();
}, secondsToStart * 1000).unref();
const flags = serverFlags(process.versions.v8);
if (!isMainThread) {
  // A thread that this one replaces may have set them.
  scripts.resetFlags(flags);
  setTimeout(() => {
    scripts.setFlags(flags);
  }, secondsToLoad * 1000).unref();
}
const script = isMainThread ? "./connection.js" : "./thread.js";
scripts.load(fileURLToPath(new URL(script, import.meta.url)));
