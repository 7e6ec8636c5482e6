import { beforeEach, describe, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import { saveSource } from "../../client/src/settings.ts";
import type { ShownDocuments } from "../../client/src/shown-documents.ts";
import { previewOneOf } from "../../client/src/verdicts/preview-fix.ts";
import type { AccessChange } from "../../server/src/protocol.ts";

/** What the editor was asked to do, in order. */
const { done, editor } = vi.hoisted(() => ({
  done: [] as string[],
  editor: { answer: undefined as string | undefined, settings: {} },
}));

vi.mock("vscode", () => ({
  Uri: { parse: (text: string) => ({ fsPath: text, toString: () => text }) },
  l10n: { t: (text: string) => text },
  commands: {
    executeCommand: (command: string) => {
      done.push(command);
      return Promise.resolve();
    },
  },
  window: {
    showWarningMessage: () => {
      done.push("question");
      return Promise.resolve(editor.answer);
    },
  },
  workspace: {
    textDocuments: [],
    getWorkspaceFolder: ({ fsPath }: vscode.Uri) => (fsPath.startsWith("file:///w/") ? {} : undefined),
    getConfiguration: () => ({
      inspect: () => editor.settings,
      update: (name: string, value: unknown, isGlobal: boolean) => {
        done.push(JSON.stringify([name, value, isGlobal]));
        return Promise.resolve();
      },
    }),
  },
}));

beforeEach(() => {
  done.length = 0;
});

describe("a preview of a fix", () => {
  const documents = { put: () => "after" } as unknown as ShownDocuments;
  const change = (...uris: readonly string[]): AccessChange => ({
    title: "Add 203.0.113.7 to ipRules",
    tests: null,
    documents: uris.map((uri) => ({ uri, text: "" })),
  });

  test.each([
    ["within the workspace is shown without a question", ["file:///w/a.json"], undefined, ["vscode.diff"]],
    ["outside of it asks first", ["file:///x/a.json"], "Open", ["question", "vscode.diff"]],
    ["outside of it is not shown without consent", ["file:///x/a.json"], undefined, ["question"]],
    [
      "of several files shows none when one may not be shown",
      ["file:///w/a.json", "file:///x/b.json"],
      undefined,
      ["question"],
    ],
    ["of several files is one view", ["file:///w/a.json", "file:///w/b.json"], undefined, ["vscode.changes"]],
  ] as const)("%s", async (_what, uris, answer, expected) => {
    editor.answer = answer;
    await previewOneOf(documents, [change(...uris)], "Allow");
    expect(done).toEqual(expected);
  });
});

test("a source that is saved becomes one of the person's own, without those of the workspace", async () => {
  editor.settings = {
    globalValue: { mine: "203.0.113.7" },
    workspaceValue: { theirs: "198.51.100.0/24" },
    workspaceFolderValue: { others: "192.0.2.0/24" },
  };
  await saveSource("office", "203.0.113.8");
  const own = { mine: "203.0.113.7", office: "203.0.113.8" };
  expect(done).toEqual([JSON.stringify(["simulation.sources", own, true])]);
});
