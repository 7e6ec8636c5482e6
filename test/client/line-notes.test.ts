import { beforeEach, expect, test, vi } from "vitest";
import type { TextEditor } from "vscode";
import type { LanguageServer } from "../../client/src/language-server.ts";
import { notesAtLines } from "../../client/src/what-if/line-notes.ts";
import type { WhatIfBaseline } from "../../client/src/what-if/what-if-baseline.ts";
import { shop } from "../picture/picture-of.ts";
import { reviewed } from "./review-results.ts";
import { Emitter } from "./support/emitter.ts";

/** The notes as they arrive in the editor: as JSON. */
const { shown } = vi.hoisted(() => ({
  shown: {
    notes: [] as unknown[],
    editors: [] as unknown[],
    status: { text: "", show: () => undefined, hide: () => undefined },
  },
}));

vi.mock("vscode", () => ({
  Disposable: { from: () => ({ dispose: () => undefined }) },
  l10n: {
    t: (text: string, ...given: readonly unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, at) => String(given[Number(at)])),
  },
  env: { language: "en" },
  ThemeColor: class {
    readonly isColor = true;
  },
  Range: class {
    readonly start: unknown;
    readonly end: unknown;
    constructor(...places: readonly unknown[]) {
      const [line, character, endLine, endCharacter] = places;
      this.start = places.length === 2 ? line : { line, character };
      this.end = places.length === 2 ? character : { line: endLine, character: endCharacter };
    }
  },
  window: {
    createTextEditorDecorationType: () => ({ dispose: () => undefined }),
    createStatusBarItem: () => shown.status,
    onDidChangeVisibleTextEditors: () => undefined,
    get visibleTextEditors() {
      return shown.editors;
    },
  },
}));

const result = await reviewed();
const texts = shop.split("\n");

function editorOf(uri: string, lineCount = texts.length): TextEditor {
  // What the notes use of an editor.
  return {
    document: {
      uri,
      lineCount,
      lineAt: (line: number) => ({ range: { end: { line, character: texts[line]?.length ?? -1 } } }),
    },
    setDecorations: (_: unknown, notes: unknown) => {
      shown.notes.push(JSON.parse(JSON.stringify(notes)));
    },
  } as unknown as TextEditor;
}

const changes = new Emitter();
const server = {
  diff: () => Promise.resolve(result),
  onDidChange: changes.event,
} as unknown as LanguageServer;
const baseline = { isSet: () => true } as WhatIfBaseline;

beforeEach(() => {
  shown.notes = [];
});

test("notes arrive at the ends of their lines, and only in their own file", async () => {
  shown.editors = [editorOf("file:///w/main.bicep"), editorOf("file:///w/other.bicep")];
  notesAtLines(server, baseline);
  changes.fire(undefined);
  await expect.poll(() => shown.notes.length).toBe(2);
  const end = { line: 44, character: texts[44]?.length };
  expect(shown.notes[0]).toContainEqual({
    range: { start: end, end },
    renderOptions: {
      after: { contentText: expect.stringMatching(/^internet: was Denied at main/) as string },
    },
  });
  expect(shown.notes[1]).toEqual([]);
  expect(shown.status.text).toBe(`$(shield) ${result.since ?? ""}`);
});

test("a note for a line that is no longer there is not shown", async () => {
  shown.editors = [editorOf("file:///w/main.bicep", 3)];
  notesAtLines(server, baseline);
  changes.fire(undefined);
  await expect.poll(() => shown.notes.length).toBeGreaterThan(0);
  expect(shown.notes.flat()).toEqual([]);
});
