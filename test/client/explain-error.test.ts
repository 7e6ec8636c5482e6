import { afterAll, expect, test, vi } from "vitest";
import { explainErrors } from "../../client/src/explain/explain-error.ts";
import type { LanguageServer } from "../../client/src/language-server.ts";
import type { ShownDocuments } from "../../client/src/shown-documents.ts";
import type { Simulations } from "../../client/src/verdicts/simulations.ts";
import { eventually } from "../support/eventually.ts";

/** The box for the text of an error, as the command sees it. */
const { box } = vi.hoisted(() => {
  const listeners = new Map<string, () => void>();
  const on = (name: string) => (listener: () => void) => listeners.set(name, listener);
  return {
    box: {
      value: "",
      items: [] as readonly { readonly description: string }[],
      command: (): Promise<void> => Promise.resolve(),
      onDidChangeValue: on("value"),
      onDidAccept: on("accept"),
      onDidHide: on("hide"),
      show: () => undefined,
      hide: () => listeners.get("hide")?.(),
      dispose: () => undefined,
      type: (text: string) => {
        box.value = text;
        listeners.get("value")?.();
      },
      enter: () => listeners.get("accept")?.(),
    },
  };
});

vi.mock("vscode", () => ({
  TerminalLink: Object,
  l10n: { t: (text: string) => text },
  env: { language: "en", uiKind: 1, clipboard: { readText: () => Promise.resolve("") } },
  UIKind: { Web: 2 },
  Disposable: { from: () => ({ dispose: () => undefined }) },
  ViewColumn: { Active: -1 },
  commands: {
    registerCommand: (name: string, run: typeof box.command) => {
      if (name.endsWith("explainForbidden")) box.command = run;
    },
    executeCommand: () => Promise.resolve(""),
  },
  window: {
    registerTerminalLinkProvider: () => ({ dispose: () => undefined }),
    createQuickPick: () => box,
    createWebviewPanel: () => ({
      onDidDispose: () => undefined,
      webview: { onDidReceiveMessage: () => undefined },
      reveal: () => undefined,
    }),
  },
}));

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

test("what is typed while Enter waits is explained, not what was recognized before", async () => {
  const asked: string[] = [];
  const server = {
    explain403: async ({ text }: { readonly text: string }) => {
      asked.push(text);
      // A long text takes longer.
      if (text === "third") await new Promise((resolve) => setImmediate(resolve));
      const none = { networkDecision: false, template: null, fixes: [], document: "", connection: null };
      return { explanation: { ...none, shape: "permission", client: text, vault: "kv" } };
    },
  } as unknown as LanguageServer;
  explainErrors(server, {} as unknown as Simulations, {} as unknown as ShownDocuments);
  const explained = box.command();
  await eventually(() => {
    box.type("first");
    expect(box.items[0]?.description).toContain("first");
  });
  box.type("second");
  box.enter();
  box.type("third");
  await explained;
  expect(asked.at(-1)).toBe("third");
});
