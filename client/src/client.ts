import type { ExtensionContext } from "vscode";
import { startExtension, stopExtension } from "./extension.ts";

/**
 * The extension as one bundle for both hosts, because most of it is the same: desktop or remote VS Code and VS Code in
 * the browser. Neither loads what only the other needs.
 */
const isNode =
  typeof process === "object" && typeof (process as Partial<NodeJS.Process>).versions?.node === "string";

export async function activate(context: ExtensionContext): Promise<void> {
  const { clientFactory } = await (isNode ? import("./node.ts") : import("./browser.ts"));
  startExtension(context, clientFactory(context));
}

export function deactivate(): Promise<void> {
  return stopExtension();
}
