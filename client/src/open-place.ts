import type { Location, LocationRange } from "../../server/src/protocol/names.ts";
import {
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  type ViewColumn,
  window,
  workspace,
} from "vscode";

/**
 * Opens a place and selects it; false if the user does not want that. With `keepFocus`, the keyboard focus stays where it is, for example in
 * a tree.
 */
export async function openPlace(place: Location, keepFocus: boolean, column?: ViewColumn): Promise<boolean> {
  const uri = Uri.parse(place.uri);
  if (!(await mayOpen(uri))) return false;
  const range = toRange(place.range);
  const editor = await window.showTextDocument(uri, {
    preserveFocus: keepFocus,
    preview: true,
    selection: range,
    ...(column === undefined ? {} : { viewColumn: column }),
  });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/**
 * Modules are referenced by paths in templates, which may point anywhere: files outside the workspace are opened only
 * after confirmation.
 */
export async function mayOpen(uri: Uri): Promise<boolean> {
  const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
  if (isOpen || workspace.getWorkspaceFolder(uri)) return true;
  const open = l10n.t("Open");
  const question = l10n.t("{0} is outside the workspace.", uri.fsPath);
  return (await window.showWarningMessage(question, open)) === open;
}

/** A range of the protocol as a VS Code range. */
export function toRange({ start, end }: LocationRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
