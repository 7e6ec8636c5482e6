import type { ExtensionContext } from "vscode";
import { startExtension, stopExtension } from "./extension.ts";

/**
 * The extension as one bundle for both hosts, because most of it is the same: desktop or remote VS Code and VS Code in
 * the browser. Neither loads what only the other needs.
 */
const isNode =
  typeof process === "object" && typeof (process as Partial<NodeJS.Process>).versions?.node === "string";

export function activate(context: ExtensionContext): void {
  startExtension(context, async (options) => {
    // The library of the protocol is four fifths of the bundle, and most windows never start a server.
    const { createClient } = await (isNode ? import("./node.ts") : import("./browser.ts"));
    return createClient(options, context);
  });
}

export function deactivate(): Promise<void> {
  return stopExtension();
}
