import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import type { ScanResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { FileSource } from "../../server/src/lsp/files.ts";
import { nodeFiles } from "../../server/src/node-files.ts";
import { Editor } from "./support/editor.ts";
import { closedVault, openVault, vaultTemplate } from "./support/templates.ts";

const main = "file:///w/main.json";

/** A disk that holds these files at the time of asking. */
function disk(files: Map<string, string>, isSlow = false): FileSource {
  const after = async <T>(answer: () => T): Promise<T> => {
    // Others have their turn.
    if (isSlow) await new Promise((resolve) => setImmediate(resolve));
    return answer();
  };
  return {
    readFile: (uri) => after(() => files.get(uri) ?? null),
    listFolder: (folder) => after(() => [...files.keys()].filter((uri) => uri.startsWith(folder))),
    findFiles: () => after(() => [...files.keys()]),
  };
}

async function vaults(editor: Editor): Promise<VaultsResult["vaults"]> {
  return (await editor.request<VaultsResult>(serverRequests.vaults, {})).vaults;
}

describe("the server stays well", () => {
  it.each([
    ["no object", "nonsense"],
    ["null", null],
    ["numbers for texts", { validate: { exclude: 7, enabled: "maybe" }, rules: 12, widestIpPrefix: "x" }],
    ["unknown severities", { rules: { KV101: "catastrophe", XY: "off" } }],
    ["lists of the wrong things", { validate: { exclude: [null, 3, {}] }, rules: [] }],
  ])("with a configuration that is %s", async (_what, configuration) => {
    const editor = await Editor.start({ settings: () => configuration });
    await editor.open(main, openVault);
    expect(await editor.problems(main)).toEqual(['KV101 "Allow"']);
  });

  it.each(settingNames())("with anything at all for the setting %s", async (name) => {
    const values = [
      null,
      true,
      -1,
      7,
      1e300,
      "",
      "x",
      "{{{[",
      [],
      [null, 7, {}],
      {},
      { x: [] },
      { KV101: 7 },
    ];
    for (const value of values) {
      const editor = await Editor.start({ settings: () => ({ [name]: value }) });
      const textDocument = { uri: main };
      await editor.open(main, openVault);
      expect(await editor.problems(main), JSON.stringify(value)).toEqual(['KV101 "Allow"']);
      await editor.at("textDocument/hover", main, '"Allow"');
      await editor.request("textDocument/codeLens", { textDocument });
      await editor.request(serverRequests.sources, { typed: "" });
      await editor.request(serverRequests.tests, {});
    }
  });

  it("when the editor fails to send its settings", async () => {
    const editor = await Editor.start({
      answers: {
        "workspace/configuration": () => {
          throw new Error("settings.json is broken");
        },
      },
    });
    await editor.open(main, openVault);
    expect(await editor.problems(main)).toEqual(['KV101 "Allow"']);
  });

  it("when settings change while a request waits for them: the next answer follows the new ones", async () => {
    let rules: Readonly<Record<string, string>> = {};
    let ask = 0;
    let answer = (): void => undefined;
    const answering = new Promise<void>((resolve) => (answer = resolve));
    const editor = await Editor.start({
      answers: {
        "workspace/configuration": async ({ items }: { readonly items: readonly unknown[] }) => {
          ask++;
          const told = { rules };
          await answering;
          return items.map(() => told);
        },
      },
    });
    await editor.open(main, openVault);
    const before = editor.problems(main);
    await expect.poll(() => ask).toBeGreaterThan(0);
    rules = { KV101: "off" };
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    answer();
    await before;
    expect(await editor.problems(main)).toEqual([]);
    expect(ask).toBeGreaterThan(1);
  });

  it("when a file is deleted between listing and reading", async () => {
    const files = new Map([
      ["file:///w/gone.json", openVault],
      ["file:///w/stays.json", closedVault],
    ]);
    const source = disk(files);
    const editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: {
          ...source,
          findFiles: async (search) => {
            const found = await source.findFiles(search);
            files.delete("file:///w/gone.json");
            return found;
          },
        },
      },
    });
    expect(await editor.request<ScanResult>(serverRequests.scan, null)).toMatchObject({ templates: 1 });
    expect((await vaults(editor)).map(({ uri }) => uri)).toEqual(["file:///w/stays.json"]);
  });

  it("when the workspace has much that is of no concern: a scan reads each file once and keeps the text of none of these", async () => {
    const reads = new Map<string, number>();
    const files = new Map([
      ["file:///w/vault.json", openVault],
      ["file:///w/other.json", "{}"],
    ]);
    const source = disk(files);
    const editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: {
          ...source,
          readFile: (uri) => {
            reads.set(uri, (reads.get(uri) ?? 0) + 1);
            return source.readFile(uri);
          },
        },
      },
    });
    const scan = () => editor.request<ScanResult>(serverRequests.scan, null);
    expect(await scan()).toMatchObject({ templates: 1 });
    expect(await scan()).toMatchObject({ templates: 1 });
    expect(Object.fromEntries([...reads].filter(([uri]) => !uri.includes("keyvault-access")))).toEqual({
      "file:///w/vault.json": 1,
      "file:///w/other.json": 2,
    });
  });

  it("when a hundred folders come and go, and keeps nothing of them", async () => {
    const files = new Map(Array.from({ length: 100 }, (_, n) => [`file:///f${n}/main.json`, openVault]));
    const editor = await Editor.start({ host: { files: disk(files) } });
    const change = (added: readonly string[], removed: readonly string[]): Promise<void> =>
      editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
        event: {
          added: added.map((uri) => ({ uri, name: uri })),
          removed: removed.map((uri) => ({ uri, name: uri })),
        },
      });
    for (let n = 0; n < 100; n++) {
      await change([`file:///f${n}`], n > 0 ? [`file:///f${n - 1}`] : []);
      await editor.open(`file:///f${n}/main.json`, openVault);
      expect(await editor.problems(`file:///f${n}/main.json`)).toEqual(['KV101 "Allow"']);
      await editor.close(`file:///f${n}/main.json`);
    }
    await change([], ["file:///f99"]);
    expect(await vaults(editor)).toEqual([]);
  });

  it("when two editors have one workspace, each with its own unsaved text", async () => {
    const files = new Map([[main, closedVault]]);
    const [one, other] = [
      await Editor.start({ folders: ["file:///w"], host: { files: disk(files) } }),
      await Editor.start({ folders: ["file:///w"], host: { files: disk(files) } }),
    ];
    await one.open(main, openVault);
    await other.open(main, closedVault);
    expect((await vaults(one)).map(({ exposure }) => exposure)).toEqual(["public"]);
    expect((await vaults(other)).map(({ exposure }) => exposure)).toEqual(["selected"]);
    // One of them saves; the other is notified by its watcher, and keeps its own open text.
    files.set(main, openVault);
    await other.fileChanged(main);
    expect((await vaults(other)).map(({ exposure }) => exposure)).toEqual(["selected"]);
    await other.close(main);
    await other.request(serverRequests.scan, null);
    expect((await vaults(other)).map(({ exposure }) => exposure)).toEqual(["public"]);
  });
});

// It has no end, so that reading it would take all memory.
it.runIf(existsSync("/dev/zero"))("a device that a module's path leads to is not read", async () => {
  expect(await nodeFiles.readFile("file:///dev/zero")).toBeNull();
});

/** Every setting that there is, without the name of the extension. */
function settingNames(): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
    readonly contributes: {
      readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    };
  };
  return Object.keys(manifest.contributes.configuration.properties).map((name) =>
    name.replace("keyVaultNetwork.", ""),
  );
}

describe("a long scan", () => {
  const many = new Map(
    Array.from({ length: 2000 }, (_, n) => [`file:///w/t${n}.json`, n % 10 === 0 ? closedVault : "{}"]),
  );

  it("keeps no hover waiting", async () => {
    const editor = await Editor.start({ folders: ["file:///w"], host: { files: disk(many, true) } });
    await editor.open("untitled:Untitled-1", openVault);
    const answered: string[] = [];
    const scan = editor.request(serverRequests.scan, null).then(() => answered.push("scan"));
    const hover = editor.at("textDocument/hover", "untitled:Untitled-1", '"Allow"').then((shown) => {
      expect(shown).not.toBeNull();
      answered.push("hover");
    });
    await Promise.all([scan, hover]);
    expect(answered).toEqual(["hover", "scan"]);
  });

  it("that is cancelled is answered so, and leaves the server as it was", async () => {
    const editor = await Editor.start({ folders: ["file:///w"], host: { files: disk(many, true) } });
    const source = new CancellationTokenSource();
    const scan = editor.connection.sendRequest(serverRequests.scan, null, source.token);
    source.cancel();
    await expect(scan).rejects.toMatchObject({ code: -32800 });
    await editor.open(main, openVault);
    expect((await vaults(editor)).map(({ exposure }) => exposure)).toEqual(["public"]);
  });
});

describe("a request that is cancelled", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  it.each([
    ["textDocument/diagnostic", {}],
    ["textDocument/hover", { position: { line: 1, character: 1 } }],
    ["textDocument/codeLens", {}],
    ["textDocument/inlayHint", { range }],
    ["textDocument/documentLink", {}],
    [serverRequests.vaults, {}],
    [serverRequests.tests, {}],
    [serverRequests.simulate, { from: ["internet"] }],
    [serverRequests.environments, {}],
  ])("such as %s is answered, and the next one as ever", async (method, params) => {
    const editor = await Editor.start();
    await editor.open(main, openVault);
    const source = new CancellationTokenSource();
    const textDocument = { uri: main };
    const asked = editor.connection.sendRequest(method, { textDocument, ...params }, source.token);
    source.cancel();
    // Either it was done already, or the answer says so.
    const answer: unknown = await asked.catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toMatchObject({ code: -32800 });
    expect(await editor.problems(main)).toEqual(['KV101 "Allow"']);
  });
});

it.each([
  ["spaces", " "],
  ["brackets", "["],
  ["text", '"x" '],
])("a document of 50 MB of %s is answered, and others beside it", async (_what, piece) => {
  const editor = await Editor.start();
  await editor.open(main, openVault);
  const large = openVault + piece.repeat((50 * 1024 * 1024) / piece.length);
  await editor.open("untitled:Untitled-1", large);
  expect(await editor.report("untitled:Untitled-1")).toMatchObject({ kind: "full" });
  expect(await editor.problems(main)).toEqual(['KV101 "Allow"']);
});

it("a name from a template never becomes a link or a command", async () => {
  const name = "](command:workbench.action.quit) [x](https://example.com) <img src=x onerror=alert(1)> `";
  const text = vaultTemplate(`"networkAcls": {
  "defaultAction": "Deny",
  "bypass": "AzureServices",
  "ipRules": [ { "value": "203.0.113.7" } ]
}`).replace('"kv"', JSON.stringify(name));
  const editor = await Editor.start();
  await editor.open(main, text);
  for (const place of ['"AzureServices"', '"Deny"', '"203.0.113.7"', '"bypass"']) {
    const hover = await editor.at<{ contents: { value: string } } | null>("textDocument/hover", main, place);
    // Text in code or after a backslash is literal.
    const shown = (hover?.contents.value ?? "").replaceAll(/(`+).*?\1/gs, "").replaceAll(/\\./gs, "");
    expect(shown, place).not.toMatch(/\]\(command:workbench|<img|\]\(https:\/\/example/);
  }
});
