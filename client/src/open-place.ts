import type { Place, PlaceRange } from "../../server/src/protocol.ts";
import { Range, Selection, TextEditorRevealType, Uri, window } from "vscode";

/** Opens a place and selects it. With `keepFocus` the keyboard stays where it is, in a tree for example. */
export async function openPlace(place: Place, keepFocus: boolean): Promise<void> {
  const range = toRange(place.range);
  const editor = await window.showTextDocument(Uri.parse(place.uri), {
    preserveFocus: keepFocus,
    preview: true,
    selection: range,
  });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** A range of the protocol as VS Code has it. */
export function toRange({ start, end }: PlaceRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
