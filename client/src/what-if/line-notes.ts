import {
  type Disposable,
  Disposable as Several,
  l10n,
  Range,
  type TextEditor,
  ThemeColor,
  window,
} from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { inWindow } from "../window-language.ts";
import { type LineNote, lineNotes } from "./review-facts.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";

/** Writes after the lines that decide what the answer was in the what-if baseline, and into the status bar how many addresses are concerned. */
export function notesAtLines(server: LanguageServer, baseline: WhatIfBaseline): Disposable {
  const look = window.createTextEditorDecorationType({
    after: { margin: "0 0 0 2em", color: new ThemeColor("editorCodeLens.foreground") },
  });
  const status = window.createStatusBarItem("keyVaultNetwork.changes");
  status.name = l10n.t("Access Changes of Key Vault Network");
  status.command = "keyVaultNetwork.reviewChanges";
  status.tooltip = l10n.t("Review Access Changes");
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
    const result = baseline.isSet() ? await server.diff({}) : null;
    notes = result ? lineNotes(inWindow, result) : [];
    status.text = `$(shield) ${result?.since ?? ""}`;
    if (result?.since) status.show();
    else status.hide();
    if (had || notes.length > 0) window.visibleTextEditors.forEach(show);
  });
  return Several.from(
    look,
    status,
    window.onDidChangeVisibleTextEditors((editors) => {
      editors.forEach(show);
    }),
    server.onDidChange(() => {
      update().catch(server.warn);
    }),
  );
}
