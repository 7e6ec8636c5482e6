import { describe, expect, it } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const vault = (name: string, action: string): string => `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { networkAcls: { defaultAction: ${action}, bypass: 'None' } }
}
`;

const files = {
  "file:///w/main.bicep": vault("kv", "action"),
  "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  "file:///w/ci/main.bicep": vault("kv-ci", "'Deny'"),
  "file:///w/ci/azure-pipelines.yml": `pool: { vmImage: ubuntu-latest }
steps:
  - task: AzureKeyVault@2
    inputs: { azureSubscription: s, KeyVaultName: kv-ci }
`,
  "file:///w/ci/.keyvault-access.jsonc":
    '{ "version": 1, "tests": [{ "name": "t", "from": "internet", "to": "nothing", "expect": "deny" }] }',
};
const main = "file:///w/main.bicep";

/** What the client receives when it asks for the whole workspace: the codes in each document, those without any left out. */
async function pulled(editor: Editor): Promise<readonly string[]> {
  const params = { previousResultIds: [] };
  const { items } = await editor.request<WorkspaceDiagnosticReport>("workspace/diagnostic", params);
  return items
    .flatMap((item) => (item.kind === "full" ? item.items.map(({ code }) => inFile(item.uri, code)) : []))
    .sort();
}

function pushed(editor: Editor): readonly string[] {
  const last = new Map(editor.inbox.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
  return [...last].flatMap(([uri, diagnostics]) => diagnostics.map(({ code }) => inFile(uri, code))).sort();
}

function inFile(uri: string, code: unknown): string {
  return `${uri.replace("file:///w/", "")} ${String(code)}`;
}

const everything = [
  "ci/.keyvault-access.jsonc KV602",
  "ci/azure-pipelines.yml KV805",
  "main.dev.bicepparam KV101",
];

describe("the problems of a whole workspace", () => {
  it("include those of parameter files, pipelines and access files", async () => {
    const editor = await editorOf(files, { settings: () => ({ validate: { scope: "workspace" } }) });
    expect(await pulled(editor)).toEqual(everything);
  });
});

describe("after a scan, the same problems are sent for files that are not open", () => {
  it("including those of access files that apply to what was scanned", async () => {
    const editor = await editorOf(files);
    await editor.open(main, files[main], "bicep");
    await editor.request(serverRequests.scan, {});
    await expect.poll(() => pushed(editor)).toEqual(everything);
  });
});

describe("when the setting returns to open files", () => {
  const opened = ["main.dev.bicepparam KV101"];

  /** An editor that asked for the whole workspace, and has returned to open files. */
  async function returned(before: (editor: Editor) => Promise<unknown>): Promise<Editor> {
    let scope = "workspace";
    const editor = await editorOf(files, { settings: () => ({ validate: { scope } }) });
    await editor.open(main, files[main], "bicep");
    await pulled(editor);
    await before(editor);
    scope = "openFiles";
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    return editor;
  }

  it("only what is open is checked again", async () => {
    const editor = await returned(() => Promise.resolve());
    await expect.poll(() => pushed(editor)).toEqual(opened);
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(new Set(vaults.map(({ root }) => root))).toEqual(new Set([main]));
  });

  it("a scan that was requested stays", async () => {
    const editor = await returned((each) => each.request(serverRequests.scan, {}));
    await expect.poll(() => pushed(editor)).toEqual(everything);
  });
});

describe("with checks on save", () => {
  const uri = "file:///v/main.bicep";
  const settings = () => ({ validate: { scope: "workspace", run: "onSave" } });

  it("the problems of a file that was edited are those of the saved one", async () => {
    const text = vault("kv", "'Deny'");
    const editor = await editorOf({ [uri]: text }, { folders: ["file:///v"], settings });
    await editor.open(uri, text, "bicep");
    expect(await editor.problems(uri)).toEqual([]);
    await editor.type(uri, "'Deny'", "'Allow'");
    expect(await pulled(editor)).toEqual([]);
    expect(await editor.problems(uri)).toEqual([]);
    await editor.save(uri);
    expect(await pulled(editor)).toEqual(["file:///v/main.bicep KV101"]);
  });

  it("a file that was edited before it was first checked is checked once", async () => {
    const text = vault("kv", "'Allow'");
    const editor = await editorOf({ [uri]: text }, { settings });
    await editor.open(uri, text, "bicep");
    await editor.type(uri, "name: 'kv'", "name: 'kv2'");
    expect(await editor.problems(uri)).toEqual(["KV101 'Allow'"]);
    await editor.type(uri, "'Allow'", "'Deny'");
    expect(await editor.diagnostics(uri)).toMatchObject([{ code: "KV101" }]);
  });
});
