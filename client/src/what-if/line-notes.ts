import { type Disposable, Disposable as Several, Range, type TextEditor, ThemeColor, window } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { inWindow } from "../window-language.ts";
import { type LineNote, lineNotes } from "./review-facts.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";

/** Writes after the lines that decide what the answer was in the what-if baseline. */
export function notesAtLines(server: LanguageServer, baseline: WhatIfBaseline): Disposable {
  const look = window.createTextEditorDecorationType({
    after: { margin: "0 0 0 2em", color: new ThemeColor("editorCodeLens.foreground") },
  });
  let notes: readonly LineNote[] = [];
  const show = (editor: TextEditor) => {
    const { document } = editor;
    const uri = document.uri.toString();
    const own = notes.filter((each) => each.uri === uri && each.line < document.lineCount);
    editor.setDecorations(
      look,
      own.map(({ line, text }) => {
        // `Infinity` is null on its way to the editor, which takes that for the start of the line.
        const { end } = document.lineAt(line).range;
        return { range: new Range(end, end), renderOptions: { after: { contentText: text } } };
      }),
    );
  };
  const update = oneAtATime(async () => {
    const had = notes.length > 0;
    notes = baseline.isSet() ? lineNotes(inWindow, await server.diff({})) : [];
    if (had || notes.length > 0) window.visibleTextEditors.forEach(show);
  });
  return Several.from(
    look,
    window.onDidChangeVisibleTextEditors((editors) => {
      editors.forEach(show);
    }),
    server.onDidChange(() => {
      update().catch(server.warn);
    }),
  );
}
