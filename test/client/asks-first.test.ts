import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import { saveSource } from "../../client/src/settings.ts";
import type { ShownDocuments } from "../../client/src/shown-documents.ts";
import { fixPreviews } from "../../client/src/verdicts/fix-previews.ts";
import { previewOneOf } from "../../client/src/verdicts/preview-fix.ts";
import type { AccessChange } from "../../server/src/protocol/changes-of-access.ts";

/** What the editor was asked to do, in order. */
const { done, editor } = vi.hoisted(() => ({
  done: [] as string[],
  editor: {
    answer: undefined as string | undefined,
    settings: {},
    front: "",
    text: "one two three",
    commands: new Map<string, () => Promise<void>>(),
  },
}));

vi.mock("vscode", () => ({
  Uri: { parse: (text: string) => ({ fsPath: text, toString: () => text }) },
  l10n: { t: (text: string) => text },
  Disposable: { from: () => ({ dispose: () => undefined }) },
  Range: class {
    readonly text: string;
    constructor(start: number, end: number) {
      this.text = `${start}-${end}`;
    }
  },
  WorkspaceEdit: class {
    readonly replace = (_: unknown, range: { readonly text: string }, text: string): void => {
      done.push(`replace ${range.text} by '${text}'`);
    };
  },
  commands: {
    executeCommand: (command: string) => {
      if (command !== "setContext") done.push(command);
      return Promise.resolve();
    },
    registerCommand: (name: string, run: () => Promise<void>) => editor.commands.set(name, run),
  },
  window: {
    tabGroups: {
      get activeTabGroup() {
        return { activeTab: { label: editor.front } };
      },
      onDidChangeTabs: () => undefined,
      onDidChangeTabGroups: () => undefined,
      close: ({ label }: vscode.Tab) => {
        done.push(`close ${label}`);
        return Promise.resolve(true);
      },
    },
    showTextDocument: () => Promise.resolve(),
    showWarningMessage: () => {
      done.push("question");
      return Promise.resolve(editor.answer);
    },
  },
  workspace: {
    textDocuments: [],
    applyEdit: () => Promise.resolve(true),
    openTextDocument: (uri: vscode.Uri) =>
      Promise.resolve({ uri, getText: () => editor.text, positionAt: (offset: number) => offset }),
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

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => {
  done.length = 0;
});

describe("a preview of a fix", () => {
  const put = ({ path }: vscode.Uri, title: string): vscode.Uri => ({ path, query: title }) as vscode.Uri;
  const documents = { fixes: fixPreviews(put) } as unknown as ShownDocuments;
  const change = (...uris: readonly string[]): AccessChange => ({
    title: "Add 203.0.113.7 to ipRules",
    tests: null,
    places: [],
    documents: uris.map((uri) => ({ uri, before: "one two three", text: "one 2 three" })),
  });
  const run = (name: string): Promise<void> | undefined =>
    editor.commands.get(`keyVaultNetwork.previewedFix.${name}`)?.();

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

  test.each([
    ["that was changed since it was read is not shown", "one\n2 three", ["question"]],
    ["whose lines end differently in the editor is shown", "one\ntwo three", ["vscode.diff"]],
  ])("of a file %s", async (_what, text, expected) => {
    editor.text = text;
    const read = { uri: "file:///w/a.json", before: "one\r\ntwo three", text: "one\r\n2 three" };
    await previewOneOf(documents, [{ ...change(), documents: [read] }], "Allow");
    expect(done).toEqual(expected);
  });

  const title = "Allow: Add 203.0.113.7 to ipRules";

  test.each([
    [
      "replaces what differs, and closes",
      title,
      "one two three",
      "apply",
      ["replace 4-7 by '2'", `close ${title}`],
    ],
    [
      "finds the editor of several files by its title",
      `${title} (2 files)`,
      "one two three",
      "discard",
      [`close ${title} (2 files)`],
    ],
    ["changes no file that is no longer as it was shown", title, "one two", "apply", ["question"]],
    ["does nothing where another editor is in front", "main.json", "one two three", "apply", []],
    ["closes without a change where it is discarded", title, "one two three", "discard", [`close ${title}`]],
  ])("%s", async (_what, front, text, command, expected) => {
    editor.text = "one two three";
    await previewOneOf(documents, [change("file:///w/a.json")], "Allow");
    done.length = 0;
    editor.front = front;
    editor.text = text;
    await run(command);
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
