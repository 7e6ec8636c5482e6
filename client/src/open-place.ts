import type { Place } from "../../server/src/protocol.ts";
import { Range, Selection, TextEditorRevealType, Uri, window } from "vscode";

/** Opens a place and selects it. With `keepFocus` the keyboard stays where it is, in a tree for example. */
export async function openPlace(place: Place, keepFocus: boolean): Promise<void> {
  const { start, end } = place.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const editor = await window.showTextDocument(Uri.parse(place.uri), {
    preserveFocus: keepFocus,
    preview: true,
    selection: range,
  });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
