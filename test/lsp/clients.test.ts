import { describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  type Hover,
  LSPErrorCodes,
  type RegistrationParams,
  type WorkspaceDiagnosticReport,
} from "vscode-languageserver/node";
import type { ScanResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { globMatcher } from "../../server/src/core/index.ts";
import { noFiles } from "../../server/src/lsp/files.ts";
import { Editor } from "./support/editor.ts";
import { closedVault, openVault } from "./support/templates.ts";

const uri = "untitled:Untitled-1";

describe("a client that does not ask for problems", () => {
  const codes = (editor: Editor): readonly (readonly [number | undefined, readonly unknown[]])[] =>
    editor.inbox.published.map(({ version, diagnostics }) => [version, diagnostics.map(({ code }) => code)]);

  it("is sent them when typing rests, and an empty list when the document closes", async () => {
    const editor = await Editor.start({ pull: false });
    expect(editor.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await editor.open(uri, openVault);
    await expect.poll(() => codes(editor)).toEqual([[1, ["KV101"]]]);
    await editor.type(uri, '"Allow"', '"Alow"');
    await editor.type(uri, '"Alow"', '"Deny"');
    await expect.poll(() => codes(editor).at(-1)).toEqual([3, []]);
    expect(codes(editor)).toHaveLength(2);
    await editor.close(uri);
    await expect.poll(() => codes(editor)).toHaveLength(3);
    expect(codes(editor).at(-1)).toEqual([undefined, []]);
  });

  it("is sent those of an open parameter file, also when only its template changes", async () => {
    const [main, values] = ["file:///w/main.bicep", "file:///w/main.dev.bicepparam"];
    const editor = await Editor.start({
      pull: false,
      folders: ["file:///w"],
      host: {
        files: {
          ...noFiles,
          findFiles: ({ include }) => Promise.resolve(include.includes("bicepparam") ? [values] : []),
        },
      },
    });
    const last = (of: string): readonly unknown[] | undefined =>
      editor.inbox.published.findLast(({ uri: at }) => at === of)?.diagnostics.map(({ code }) => code);
    await editor.open(
      main,
      `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { bypass: 'None', defaultAction: action } }
}
`,
    );
    await editor.open(values, "using './main.bicep'\nparam action = 'Allow'\n");
    await expect.poll(() => last(values)).toEqual(["KV101"]);
    await editor.type(main, "defaultAction: action", "defaultAction: 'Deny'");
    await expect.poll(() => last(values)).toEqual([]);
  });
});

describe("versions of a document", () => {
  const access =
    '{ "version": 1, "tests": [{ "name": "t", "from": "203.0.113.7", "to": "nothing", "expect": "deny" }] }';
  const change = (editor: Editor, version: number, text: string): Promise<void> =>
    editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });

  it("that are older than what is known change nothing, nor do changes of what is not open", async () => {
    const editor = await Editor.start();
    await change(editor, 1, openVault);
    expect(await editor.report(uri)).toMatchObject({ items: [] });
    await editor.open(uri, closedVault);
    await change(editor, 7, openVault);
    await change(editor, 6, "{}");
    expect(await editor.report(uri)).toMatchObject({ items: [{ code: "KV101" }] });
    await change(editor, 7, closedVault);
    expect(await editor.report(uri)).toMatchObject({ items: [{ code: "KV205" }] });
  });

  it("have the problems of their own text: an answer that something was typed during is not sent", async () => {
    const main = "file:///w/main.json";
    let search = (): void => undefined;
    const searching = new Promise<void>((resolve) => (search = resolve));
    let isAsked = false;
    const editor = await Editor.start({
      pull: false,
      folders: ["file:///w"],
      host: {
        files: {
          ...noFiles,
          readFile: (at) => Promise.resolve(at.endsWith("/.keyvault-access.jsonc") ? access : null),
          // The template is judged by the time that the others, which tests may speak of, are looked for.
          findFiles: async ({ include }) => {
            if (include.includes("bicepparam")) return [];
            isAsked = true;
            await searching;
            return [];
          },
        },
      },
    });
    const sent = (): readonly unknown[] =>
      editor.inbox.published.map(({ version, diagnostics }) => [
        version,
        diagnostics.map(({ code }) => code),
      ]);
    await editor.open(main, openVault);
    await expect.poll(() => isAsked).toBe(true);
    await editor.type(main, '"Allow"', '"Deny"');
    // The server has the change by the time that it answers this.
    await editor.request("textDocument/documentLink", { textDocument: { uri: main } });
    search();
    await expect.poll(() => sent().length).toBeGreaterThan(0);
    expect(sent()).toEqual([[2, []]]);
  });
});

describe("an address that the client spells in its own way", () => {
  it("is the one that answers use", async () => {
    const odd = "file:///C:/w/[kv] main.json";
    const editor = await Editor.start({ pull: false });
    await editor.open(odd, openVault);
    await expect.poll(() => editor.inbox.published.map((each) => each.uri)).toEqual([odd]);
    const [deny] = await editor.actions(odd, '"Allow"');
    expect(editor.edited(odd, (await editor.resolve(deny)).edit)).toContain('"Deny"');
    await editor.close(odd);
    await expect.poll(() => editor.inbox.published).toHaveLength(2);
    expect(editor.inbox.published.at(-1)).toEqual({ uri: odd, diagnostics: [] });
  });
});

describe("the registration for problems", () => {
  const diagnostics = (editor: Editor): unknown =>
    [...editor.inbox.registered.values()]
      .filter(({ method }) => method === "textDocument/diagnostic")
      .map(({ registerOptions }) => registerOptions as unknown);

  it("offers the workspace only while the settings ask for it", async () => {
    let scope = "openFiles";
    const editor = await Editor.start({ settings: () => ({ validate: { scope } }) });
    const options = (workspaceDiagnostics: boolean): unknown => [
      expect.objectContaining({
        identifier: "keyvault-network",
        interFileDependencies: true,
        workspaceDiagnostics,
      }),
    ];
    await expect.poll(() => diagnostics(editor)).toEqual(options(false));
    scope = "workspace";
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await expect.poll(() => diagnostics(editor)).toEqual(options(true));
    await expect.poll(() => editor.inbox.methods).toContain("workspace/diagnostic/refresh");
  });

  it("is made again after the client has refused one", async () => {
    let scope = "openFiles";
    const offered: unknown[] = [];
    const editor = await Editor.start({
      settings: () => ({ validate: { scope } }),
      answers: {
        "client/registerCapability": ({ registrations }: RegistrationParams) => {
          for (const { method, registerOptions } of registrations) {
            if (method !== "textDocument/diagnostic") continue;
            const { workspaceDiagnostics } = registerOptions as { readonly workspaceDiagnostics: boolean };
            offered.push(workspaceDiagnostics);
            if (workspaceDiagnostics) throw new Error("refused");
          }
          return null;
        },
      },
    });
    const change = (to: string): Promise<void> => {
      scope = to;
      return editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    };
    await expect.poll(() => offered).toEqual([false]);
    await change("workspace");
    await expect.poll(() => offered).toEqual([false, true]);
    await change("openFiles");
    await expect.poll(() => offered).toEqual([false, true, false]);
  });

  it("watches files that may be templates", async () => {
    const editor = await Editor.start();
    const watched = (): unknown =>
      [...editor.inbox.registered.values()].find(({ method }) => method === "workspace/didChangeWatchedFiles")
        ?.registerOptions as unknown;
    const [changed, otherwise] = [2, 1 + 4];
    const watchers = [
      { globPattern: expect.any(String) as unknown, kind: changed },
      { globPattern: "**/*", kind: otherwise },
    ];
    await expect.poll(watched).toEqual({ watchers });
    const [first] = (watched() as { readonly watchers: readonly { readonly globPattern: string }[] })
      .watchers;
    const templates = ["main.json", "b/main.bicep", "main.tf", "Main.BICEP"];
    const names = [...templates, "dev.bicepparam", "prod.tfvars", "b/.terraform.lock.hcl"];
    expect([...names, "notes.md"].filter(globMatcher([first?.globPattern ?? ""]))).toEqual(names);
  });
});

describe("a workspace", () => {
  const files = new Map([
    ["file:///w/open.json", openVault],
    ["file:///w/closed.json", closedVault],
    ["file:///w/package.json", "{}"],
    ["file:///w/node_modules/x.json", openVault],
  ]);
  const answers = {
    "keyvault-network/findFiles": () => ({ uris: [...files.keys()] }),
    "keyvault-network/readFile": (params: { readonly uri: string }) => {
      const text = files.get(params.uri);
      return text === undefined ? null : { text };
    },
  };
  const options = {
    folders: ["file:///w"],
    initializationOptions: { readFile: true, findFiles: true },
    answers,
  };

  it("is searched for its problems when the client asks", async () => {
    const editor = await Editor.start(options);
    const ask = (previousResultIds: readonly object[]): Promise<WorkspaceDiagnosticReport> =>
      editor.request("workspace/diagnostic", { previousResultIds });
    const { items } = await ask([]);
    const found = items.map((item) => [
      item.uri,
      item.kind === "full" ? item.items.map(({ code }) => code) : item.kind,
    ]);
    expect(found).toEqual([
      ["file:///w/open.json", ["KV101"]],
      ["file:///w/closed.json", ["KV205"]],
    ]);
    const again = await ask(items.map((item) => ({ uri: item.uri, value: item.resultId })));
    expect(again.items.map(({ kind }) => kind)).toEqual(["unchanged", "unchanged"]);
  });

  it("can be scanned with progress, and its vaults are known then", async () => {
    const editor = await Editor.start(options);
    const { templates } = await editor.request<ScanResult>(serverRequests.scan, {});
    expect(templates).toBe(2);
    expect(editor.inbox.methods).toContain("window/workDoneProgress/create");
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ uri: at }) => at)).toEqual(["file:///w/closed.json", "file:///w/open.json"]);
  });

  it("receives the problems of files that are not open after a scan, and a summary", async () => {
    const editor = await Editor.start(options);
    const { summary } = await editor.request<ScanResult>(serverRequests.scan, {});
    await expect
      .poll(() =>
        editor.inbox.published.map(({ uri: at, diagnostics }) => [at, diagnostics.map(({ code }) => code)]),
      )
      .toEqual([
        ["file:///w/open.json", ["KV101"]],
        ["file:///w/closed.json", ["KV205"]],
      ]);
    expect(editor.inbox.methods).toContain("keyvault-network/changed");
    expect(summary).toMatchObject({
      vaults: { declared: 2, referenced: 0, inStates: 0 },
      public: 1,
      unknown: 0,
    });
  });

  it("takes up files that come after the scan, and lets go of those that leave", async () => {
    const editor = await Editor.start(options);
    await editor.request<ScanResult>(serverRequests.scan, {});
    const symbols = async (): Promise<readonly string[]> => {
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      return vaults.map(({ uri: at }) => at.replace("file:///w/", ""));
    };
    files.set("file:///w/new.json", openVault);
    await editor.fileChanged("file:///w/new.json");
    await expect.poll(symbols).toEqual(["closed.json", "new.json", "open.json"]);
    files.delete("file:///w/new.json");
    await editor.fileChanged("file:///w/new.json");
    await expect.poll(symbols).toEqual(["closed.json", "open.json"]);
  });

  it("is searched anew when its folders change", async () => {
    const editor = await Editor.start({
      ...options,
      capabilities: { workspace: { workspaceFolders: true } },
    });
    await editor.request<ScanResult>(serverRequests.scan, {});
    const event = { added: [{ uri: "file:///v", name: "v" }], removed: [] };
    await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await expect
      .poll(() => editor.request<VaultsResult>(serverRequests.vaults, {}))
      .toEqual({ vaults: [], unread: [], problems: [] });
    const { items } = await editor.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(items).toHaveLength(2);
  });

  it("does not keep a hover waiting while it is scanned", async () => {
    let answer = (): void => undefined;
    const hovered = new Promise<void>((resolve) => (answer = resolve));
    const slowly = {
      ...answers,
      "keyvault-network/findFiles": () => ({
        uris: Array.from({ length: 200 }, (_, i) => `file:///w/${i}.json`),
      }),
      "keyvault-network/readFile": async () => {
        await hovered;
        return { text: openVault };
      },
    };
    const editor = await Editor.start({ ...options, answers: slowly });
    await editor.open(uri, openVault);
    const scan = editor.request<ScanResult>(serverRequests.scan, {});
    await expect.poll(() => editor.inbox.methods).toContain("keyvault-network/readFile");
    expect(await editor.at<Hover>("textDocument/hover", uri, '"Allow"')).not.toBeNull();
    answer();
    expect((await scan).templates).toBeGreaterThan(0);
  });
});

describe("a request", () => {
  it("that is cancelled is answered so, and the server goes on", async () => {
    const editor = await Editor.start();
    await editor.open(uri, openVault);
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest(
      "textDocument/diagnostic",
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await editor.problems(uri)).toEqual(['KV101 "Allow"']);
  });

  it("that makes no sense gets the neutral answer, and a line in the log", async () => {
    const editor = await Editor.start();
    await editor.open(uri, openVault);
    expect(await editor.request("textDocument/hover", { textDocument: { uri }, position: null })).toBeNull();
    expect(await editor.request("textDocument/codeLens", {})).toBeNull();
    expect(await editor.request(serverRequests.vaults, { uri: 7 })).toEqual({
      vaults: [],
      unread: [],
      problems: [],
    });
    await expect.poll(() => editor.inbox.log.errors).not.toEqual([]);
    expect(await editor.problems(uri)).toEqual(['KV101 "Allow"']);
  });

  it("about a document that is not open is answered with nothing", async () => {
    const editor = await Editor.start();
    expect(
      await editor.request("textDocument/codeLens", { textDocument: { uri: "file:///none.json" } }),
    ).toEqual([]);
    const params = { textDocument: { uri: "file:///none.json" }, position: { line: 0, character: 0 } };
    expect(await editor.request("textDocument/definition", params)).toEqual([]);
  });
});
