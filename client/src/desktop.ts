import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExtensionContext } from "vscode";
import { compiledCodeFolder, mayKeepCompiledCode } from "../../server/src/protocol/compiled-code.ts";
import { ScriptLoader } from "../../server/src/script-loader.ts";
import type * as Client from "./client.ts";

/** The bundler writes which build this is. */
declare const buildOfScripts: string;

/** After that, what an activation needs has been compiled. */
const secondsToStart = 10;

let client: typeof Client | undefined;

/**
 * The extension in desktop and remote VS Code, where the code that V8 compiled can be kept in the extension's storage: it takes a third
 * of the time to load then.
 */
export function activate(context: ExtensionContext): void {
  const folder = join(context.globalStorageUri.fsPath, compiledCodeFolder);
  const scripts = new ScriptLoader(
    mayKeepCompiledCode(process.env) ? { folder, build: buildOfScripts, purpose: "client" } : null,
  );
  setTimeout(() => {
    scripts.keep();
  }, secondsToStart * 1000).unref();
  client = scripts.load(fileURLToPath(new URL("./client.js", import.meta.url))) as typeof Client;
  client.activate(context);
}

export function deactivate(): Promise<void> | undefined {
  return client?.deactivate();
}
