import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import type * as Connection from "./connection.ts";
import { folderOfCompiledCode } from "./compiled-code.ts";
import { ScriptLoader } from "./script-loader.ts";
import { serverFlags } from "./server-flags.ts";
import { serverThread } from "./server-thread.ts";

/** The bundler writes which build this is. */
declare const buildOfScripts: string;

/** After that, what answers the first questions has been compiled. One thread keeps it after the other, because flags are those of both. */
const secondsToStart = isMainThread ? 9 : 10;

const folder = folderOfCompiledCode();
const scripts = new ScriptLoader(
  folder === null ? null : { folder, build: buildOfScripts, purpose: "server" },
);
const flags = serverFlags(process.versions.v8);
setTimeout(() => {
  // The other thread may have set them, or sets them soon: what is kept is made without them.
  scripts.setFlags(flags);
  scripts.keep();
}, secondsToStart * 1000).unref();

const load = (script: string): unknown => scripts.load(fileURLToPath(new URL(script, import.meta.url)));

/** The language server as a process of Node: this thread only keeps the connection, and another one of the same script serves it. */
if (isMainThread) {
  // It takes longest to start, so it does while the connection is loaded.
  const thread = serverThread(new URL(import.meta.url));
  (load("./connection.js") as typeof Connection).connect(thread);
} else {
  load("./thread.js");
  // Not before, because V8 takes the compiled code of Node's own modules only while all flags are as usual. Not later, because V8 would have
  // decided where to allocate when it has collected what is left of the first large template.
  scripts.setFlags(flags);
}
