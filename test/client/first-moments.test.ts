import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { LanguageServer } from "../../client/src/language-server.ts";
import { keepContextKeys } from "../../client/src/context-keys.ts";
import { lazyStart } from "../../client/src/lazy-start.ts";
import { suppressFinding } from "../../client/src/findings/findings-view.ts";
import { hasGitHead } from "../../client/src/what-if/git-versions.ts";
import { Emitter } from "./support/emitter.ts";
import { kv, place } from "./vault.ts";

/** The editor in the moments in which it is not ready yet, or the user does not want something. */
const { editor } = vi.hoisted(() => ({
  editor: { changes: (_document: object): void => undefined, git: {}, asked: [] as unknown[], shown: "" },
}));

vi.mock("vscode", async () => {
  const events = await import("./support/emitter.ts");
  const changed = new events.Emitter<object>();
  editor.changes = (document) => {
    changed.fire({ document });
  };
  const never = () => ({ dispose: () => undefined });
  return {
    l10n: { t: (text: string) => text },
    env: { language: "en" },
    EventEmitter: events.Emitter,
    Uri: { parse: (text: string) => ({ fsPath: text, toString: () => text }) },
    Disposable: class {
      static readonly from = never;
      readonly isDisposable = true;
    },
    commands: {
      executeCommand: (...asked: readonly unknown[]) => {
        editor.asked.push(asked);
        return Promise.resolve([]);
      },
    },
    extensions: { getExtension: () => editor.git },
    window: {
      get activeTextEditor() {
        return { document: { uri: editor.shown } };
      },
      onDidChangeActiveTextEditor: never,
      showWarningMessage: () => Promise.resolve(undefined),
      showInformationMessage: () => Promise.resolve(undefined),
    },
    workspace: {
      textDocuments: [],
      workspaceFolders: [],
      getWorkspaceFolder: () => undefined,
      findFiles: () => Promise.resolve([]),
      onDidOpenTextDocument: never,
      onDidChangeTextDocument: changed.event,
      onDidChangeWorkspaceFolders: never,
    },
  };
});

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => {
  editor.asked = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const document = (scheme: string, path: string, text: string): object => ({
  uri: { scheme, path },
  languageId: "",
  getText: () => text,
});

test.each([
  ["a log", document("output", "/git", "status")],
  ["another file", document("file", "/w/package.json", "{}")],
])("a template that is pasted starts the server even if %s changes right after it", (_what, other) => {
  let starts = 0;
  const start = () => Promise.resolve(void starts++);
  lazyStart({ start, isRunning: () => false } as unknown as LanguageServer);
  editor.changes(document("untitled", "/main.json", '{ "type": "Microsoft.KeyVault/vaults" }'));
  vi.advanceTimersByTime(200);
  editor.changes(other);
  vi.advanceTimersByTime(200);
  editor.changes(other);
  vi.advanceTimersByTime(300);
  expect(starts).toBe(1);
});

test("Git is waited for in a window that has just opened", async () => {
  const initialized = new Emitter<string>();
  const repositories: object[] = [];
  const api = { state: "uninitialized", onDidChangeState: initialized.event, repositories };
  editor.git = { isActive: true, exports: { enabled: true, getAPI: () => api } };
  const has = hasGitHead();
  const state: { HEAD?: object } = {};
  // Its state is read only after it was found.
  const status = () => Promise.resolve(void (state.HEAD = { commit: "1" }));
  await Promise.resolve();
  repositories.push({ state, status });
  initialized.fire("initialized");
  expect(await has).toBe(true);
});

test("another server is not said to have read the workspace", () => {
  const restarted = new Emitter();
  const server = { onDidRestart: restarted.event, onDidChange: new Emitter().event };
  keepContextKeys(server as unknown as LanguageServer);
  restarted.fire(undefined);
  expect(editor.asked).toEqual([["setContext", "keyVaultNetwork.scanned", false]]);
});

test.each([
  ["declares a vault", "file:///infra/main.json", true],
  ["only uses a vault", "file:///infra/app.json", true],
  ["has nothing to do with one", "file:///infra/other.json", false],
])("access is simulated from the editor of a file that %s", async (_, uri, expected) => {
  const changed = new Emitter();
  const consumers = [{ ...place, uri: "file:///infra/app.json" }];
  const server = {
    onDidRestart: new Emitter().event,
    onDidChange: changed.event,
    isRunning: () => true,
    vaults: () => Promise.resolve({ vaults: [{ ...kv, consumers }] }),
  };
  editor.shown = uri;
  keepContextKeys(server as unknown as LanguageServer);
  changed.fire(undefined);
  await eventually(() => {
    expect(editor.asked).toContainEqual(["setContext", "keyVaultNetwork.editorHasVault", expected]);
  });
});

test("no finding is suppressed in a file that the user does not want to open", async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  await suppressFinding({ uri: "file:///x/main.bicep", range }, "KV101");
  expect(editor.asked).toEqual([]);
});
