import { commands, type Disposable } from "vscode";
import type { Location } from "../../../server/src/protocol/names.ts";
import { openPlace } from "../open-place.ts";
import { goToRule } from "../places.ts";
import { isTreeNode } from "./tree-node.ts";

/**
 * The rows of all the extension's trees run this command when they are clicked, and the links of their tooltips. Shows the place and leaves the keyboard focus in the tree, so that the user can walk through the steps; clicking
 * the same row again moves the focus into the editor.
 */
export function goToRuleCommand(): Disposable {
  let last = "";
  return commands.registerCommand(goToRule, async (row: unknown) => {
    const linked = linkedPlace(row);
    if (linked) await openPlace(linked, false);
    if (!isTreeNode(row) || !row.place) return;
    const again = row.id === last;
    last = again ? "" : row.id;
    await openPlace(row.place, !again);
  });
}

/** The place that a tooltip links to, without a row. */
function linkedPlace(argument: unknown): Location | undefined {
  if (typeof argument !== "object" || argument === null || isTreeNode(argument)) return undefined;
  const place: unknown = Reflect.get(argument, "place");
  return isLocation(place) ? place : undefined;
}

function isLocation(place: unknown): place is Location {
  if (typeof place !== "object" || place === null) return false;
  return typeof Reflect.get(place, "uri") === "string" && typeof Reflect.get(place, "range") === "object";
}
