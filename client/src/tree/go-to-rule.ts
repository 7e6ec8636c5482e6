import type { Disposable } from "vscode";
import { commands } from "vscode";
import { openPlace } from "../open-place.ts";
import { isTreeNode } from "./tree-node.ts";

/** The command that opens what a row speaks of; the rows of all our trees run it when they are clicked. */
export const goToRule = "keyVaultNetwork.item.goToRule";

/**
 * Shows a row's place and leaves the keyboard in the tree, so that one can walk through the steps; the same row again moves
 * it into the editor.
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
