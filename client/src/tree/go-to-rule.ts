import type { Disposable } from "vscode";
import { commands } from "vscode";
import { openPlace } from "../open-place.ts";
import { isTreeNode } from "./tree-node.ts";

/** The command that opens the place of a row; the rows of all the extension's trees run it when they are clicked. */
export const goToRule = "keyVaultNetwork.item.goToRule";

/**
 * Shows a row's place and leaves the keyboard focus in the tree, so that the user can walk through the steps; clicking
 * the same row again moves the focus into the editor.
 */
export function goToRuleCommand(): Disposable {
  let last = "";
  return commands.registerCommand(goToRule, async (row: unknown) => {
    if (!isTreeNode(row) || !row.place) return;
    const again = row.id === last;
    last = again ? "" : row.id;
    await openPlace(row.place, !again);
  });
}
