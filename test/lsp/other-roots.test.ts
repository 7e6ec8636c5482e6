import { EventEmitter, once } from "node:events";
import { describe, expect, it } from "vitest";
import type { CodeLens, Hover, Location, MarkupContent } from "vscode-languageserver/node";
import type { FileSource } from "../../server/src/lsp/files.ts";
import { templatePattern } from "../../server/src/lsp/scan.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf, memoryFiles } from "./support/memory.ts";
import { sliceOf } from "./support/places.ts";

const hub = "file:///w/infra/hub%20net/main.bicep";
const app = "file:///w/app/main.tf";
const jobs = "file:///w/jobs/main.bicep";
const twin = "file:///w/twin/main.bicep";
const other = "file:///w/other/main.bicep";

const vault = (symbol: string, name: string): string =>
  `resource ${symbol} 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: ${name}\n  properties: { publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Deny', bypass: 'None' } }\n}\n`;
const lookup = (name: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: ${name}\n}\n`;

const files: Readonly<Record<string, string>> = {
  [hub]: `${vault("shared", "'kv-shared'")}${vault("own", "'kv-${uniqueString(resourceGroup().id)}'")}`,
  [app]:
    'data "azurerm_key_vault" "kv" {\n  name = "kv-shared"\n  resource_group_name = "rg"\n}\nresource "azurerm_key_vault_secret" "s" {\n  name = "s"\n  value = "x"\n  key_vault_id = data.azurerm_key_vault.kv.id\n}\n',
  [jobs]: `${lookup("'kv-shared'")}output uri string = kv.properties.vaultUri\n`,
  [twin]: lookup("'kv-${uniqueString(resourceGroup().id)}'"),
  [other]: lookup("'kv-nowhere'"),
};

/** The titles above the first vault of a file, once all roots are read. */
async function lensesOf(editor: Editor, uri: string): Promise<CodeLens[]> {
  const language = uri.endsWith(".tf") ? "terraform" : "bicep";
  await editor.open(uri, files[uri] ?? "", language);
  const lenses = (): Promise<CodeLens[]> =>
    editor.request("textDocument/codeLens", { textDocument: { uri } });
  await expect
    .poll(async () => (await lenses())[0]?.command?.title)
    .not.toMatch(/^(?:Existing vault|Vorhandener Key Vault)$/);
  return lenses();
}

const titleOf = ([lens]: readonly CodeLens[]): string | undefined => lens?.command?.title;

const show = (found: readonly Location[]): readonly string[] =>
  found.map(({ uri, range }) => `${uri.slice(8)} ${sliceOf(files[uri] ?? "", range, "utf-16")}`);

it.each([
  ["en", app, "Declared in hub net/main.bicep · Deny by default"],
  ["en", jobs, "Declared in hub net/main.bicep · Deny by default"],
  ["en", twin, "Probably declared in hub net/main.bicep · Deny by default"],
  ["en", other, "Existing vault · its network settings are not declared here"],
  ["de", app, "Deklariert in hub net/main.bicep · Standardmäßig verweigert"],
])(
  "a lens (%s) of %s says which root declares the vault, and what its network is: %s",
  async (locale, uri, says) => {
    expect(titleOf(await lensesOf(await editorOf(files, { locale }), uri))).toBe(says);
  },
);

it("where a vault is declared is said once in a lens of several environments", async () => {
  const set = (file: string, name: string): string => `${file.replace("main.bicep", name)}.bicepparam`;
  const parameters = (action: string): string => `using 'main.bicep'\nparam action = '${action}'\n`;
  const lookedUp = `param action string\n${lookup("'kv-shared'")}`;
  const own = {
    [hub]: `param action string\n${vault("shared", "'kv-shared'").replace("'Deny'", "action")}`,
    [jobs]: lookedUp,
    ...Object.fromEntries(
      [hub, jobs].flatMap((file) => [
        [set(file, "dev"), parameters("Allow")],
        [set(file, "prod"), parameters("Deny")],
      ]),
    ),
  };
  const editor = await editorOf(own);
  await editor.open(jobs, lookedUp, "bicep");
  const title = async (): Promise<string | undefined> =>
    titleOf(await editor.request("textDocument/codeLens", { textDocument: { uri: jobs } }));
  await expect
    .poll(title)
    .toBe("Declared in hub net/main.bicep · dev: Firewall off · any network | prod: Deny by default");
});

it("a root outside the workspace that is closed while it is read declares nothing for others", async () => {
  const [outside, module] = ["file:///elsewhere/main.bicep", "file:///elsewhere/slow.bicep"];
  const text = `${vault("mine", "'kv-shared'")}module slow 'slow.bicep' = {\n  name: 'slow'\n}\n`;
  const all = memoryFiles({ [jobs]: files[jobs] ?? "", [outside]: text, [module]: "" });
  const gate = new EventEmitter();
  const [isBegun, isReleased] = [once(gate, "begun"), once(gate, "released")];
  const readFile = async (uri: string): Promise<string | null> => {
    if (uri === module) {
      gate.emit("begun");
      await isReleased;
    }
    return all.readFile(uri);
  };
  const editor = await editorOf({}, { folders: ["file:///w"], host: { files: { ...all, readFile } } });
  expect(titleOf(await lensesOf(editor, jobs))).toMatch(/^Existing vault/);
  await editor.open(outside, text, "bicep");
  const problems = editor.problems(outside);
  await isBegun;
  await editor.close(outside);
  // The answer shows that the server knows.
  await editor.request("unknown", {}).catch(() => undefined);
  gate.emit("released");
  await problems;
  expect(titleOf(await lensesOf(editor, jobs))).toMatch(/^Existing vault/);
});

describe("a vault that several roots declare", () => {
  const again = "file:///w/again/main.bicep";
  const own = { ...files, [again]: vault("mine", "'kv-shared'") };

  it("is named with all of them in the lens, the hover and where a lookup leads", async () => {
    const editor = await editorOf(own);
    // One of them may be read before the other.
    await expect
      .poll(async () => titleOf(await lensesOf(editor, jobs)))
      .toBe(
        "Existing vault · declared in again/main.bicep and hub net/main.bicep, so it is unclear which one this is",
      );
    const found = await editor.at<Location[]>("textDocument/definition", jobs, "kv '");
    expect(found.map(({ uri }) => uri)).toEqual([again, hub]);
    const { contents } = await editor.at<Hover>("textDocument/hover", jobs, "kv '");
    expect(contents).toMatchObject({ value: expect.stringContaining(`(${again}#L1)`) as string });
    expect(contents).toMatchObject({ value: expect.stringContaining(`(${hub}#L1)`) as string });
  });
});

it.each([
  [app, '"kv"'],
  [app, '"kv-shared"'],
  [app, "data.azurerm_key_vault.kv.id"],
  [jobs, "kv '"],
  [jobs, "kv.properties"],
])("a hover in %s at %s shows the declared vault's network and leads there", async (uri, at) => {
  const editor = await editorOf(files);
  await lensesOf(editor, uri);
  const { contents } = await editor.at<Hover>("textDocument/hover", uri, at);
  const value = (contents as MarkupContent).value.replaceAll(/\\(?=[-/.])/g, "");
  if (at.includes(".id")) expect(value).toContain("**blocked**");
  else
    expect(value.split("\n")).toEqual([
      "**kv-shared**: Deny by default",
      "",
      "- Public access: Enabled",
      "- Default action: Deny",
      "- Bypass: None",
      "- IP rules: none",
      "- Subnet rules: none",
      "- Private endpoints: 0",
      "",
      expect.stringMatching(
        /^\[Declared in hub net\/main\.bicep\]\(.*#L1\) · \[Simulate access\]\(command:.*\) · \[Show access matrix\]\(command:/,
      ),
    ]);
  expect(value).toContain(`[Declared in hub net/main.bicep](${hub}#L1)`);
});

it("a hover of a reference that nothing declares says so", async () => {
  const editor = await editorOf(files);
  await lensesOf(editor, other);
  const { contents } = await editor.at<Hover>("textDocument/hover", other, "kv '");
  expect(contents).toMatchObject({
    value: "**kv\\-nowhere**: Existing vault · its network settings are not declared here",
  });
});

it("the lens of a lookup leads to the declaration, if the editor can show it", async () => {
  const shown: unknown[] = [];
  const editor = await editorOf(files, {
    answers: { "window/showDocument": (params) => (shown.push(params), { success: true }) },
    capabilities: { window: { showDocument: { support: true } } },
  });
  const [lens] = await lensesOf(editor, app);
  const { command, arguments: given } = lens?.command ?? {};
  expect(command).toBe("keyVaultNetwork.openDeclaration");
  await editor.request("workspace/executeCommand", { command, arguments: given });
  expect(shown).toMatchObject([{ uri: hub, selection: { start: { line: 0, character: 9 } } }]);
  await editor.request("workspace/executeCommand", {
    command,
    arguments: [{ uri: "file:///etc/passwd", range: lens?.range }],
  });
  await editor.request("workspace/executeCommand", { command, arguments: ["hub"] });
  expect(shown).toHaveLength(1);
});

it("a lens does not say that other folders are still being read, because it may stay, but a hover does", async () => {
  const memory = memoryFiles(files);
  let read: () => void = () => undefined;
  const reading = new Promise<void>((resolve) => {
    read = resolve;
  });
  const slow: FileSource = {
    ...memory,
    findFiles: async (asked) => {
      if (asked.include === templatePattern) await reading;
      return memory.findFiles(asked);
    },
  };
  const editor = await editorOf(files, { host: { files: slow } });
  await editor.open(other, files[other] ?? "", "bicep");
  const lenses = (): Promise<CodeLens[]> =>
    editor.request("textDocument/codeLens", { textDocument: { uri: other } });
  await expect.poll(async () => titleOf(await lenses())).toBe("Existing vault");
  const { contents } = await editor.at<Hover>("textDocument/hover", other, "kv '");
  expect(contents).toMatchObject({
    value: "**kv\\-nowhere**: Existing vault · other folders are still being read",
  });
  const refreshes = (): number =>
    editor.inbox.methods.filter((method) => method === "workspace/codeLens/refresh").length;
  const before = refreshes();
  read();
  await expect.poll(refreshes).toBeGreaterThan(before);
  expect(titleOf(await lenses())).toBe("Existing vault · its network settings are not declared here");
});

it("a lens says nothing of other folders as long as what changed meanwhile is not read", async () => {
  const [before, now] = [memoryFiles({ [jobs]: files[jobs] ?? "" }), memoryFiles(files)];
  let read: () => void = () => undefined;
  const reading = new Promise<void>((resolve) => {
    read = resolve;
  });
  let searches = 0;
  const changing: FileSource = {
    ...now,
    findFiles: async (asked) => {
      if (asked.include !== templatePattern) return now.findFiles(asked);
      searches++;
      if (searches > 1) await reading;
      if (searches > 1) return now.findFiles(asked);
      await editor.fileChanged(hub);
      await editor.request("unknown", {}).catch(() => undefined);
      return before.findFiles(asked);
    },
  };
  const editor: Editor = await editorOf(files, { host: { files: changing } });
  await editor.open(jobs, files[jobs] ?? "", "bicep");
  const title = async (): Promise<string | undefined> =>
    titleOf(await editor.request("textDocument/codeLens", { textDocument: { uri: jobs } }));
  await expect.poll(() => editor.inbox.methods).toContain("workspace/codeLens/refresh");
  await expect.poll(() => searches).toBe(2);
  expect(await title()).toBe("Existing vault");
  read();
  await expect.poll(title).toBe("Declared in hub net/main.bicep · Deny by default");
});

it("other roots are read once their folder is part of the workspace", async () => {
  const editor = await editorOf(files, { folders: [] });
  await editor.open(jobs, files[jobs] ?? "", "bicep");
  const title = async (): Promise<string | undefined> =>
    titleOf(await editor.request("textDocument/codeLens", { textDocument: { uri: jobs } }));
  expect(await title()).toBe("Existing vault · its network settings are not declared here");
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [{ uri: "file:///w", name: "w" }], removed: [] },
  });
  await expect.poll(title).toBe("Declared in hub net/main.bicep · Deny by default");
});

it("other roots are read once settings exclude them no longer", async () => {
  let exclude = ["infra/**"];
  const editor = await editorOf(files, { settings: () => ({ validate: { exclude } }) });
  const title = async (): Promise<string | undefined> => titleOf(await lensesOf(editor, jobs));
  expect(await title()).toBe("Existing vault · its network settings are not declared here");
  exclude = [];
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await expect.poll(title).toBe("Declared in hub net/main.bicep · Deny by default");
});

it("problems of a template that is not open follow what another root says", async () => {
  let action = "Deny";
  const now = (): FileSource =>
    memoryFiles({
      [hub]: vault("shared", "'kv-shared'").replace("'Deny'", `'${action}'`),
      [app]: files[app] ?? "",
    });
  const source: FileSource = { ...now(), readFile: (uri) => now().readFile(uri) };
  const editor = await editorOf({}, { host: { files: source } });
  const problems = (): readonly unknown[] =>
    editor.inbox.published.findLast(({ uri }) => uri === app)?.diagnostics.map(({ code }) => code) ?? [];
  await editor.request(serverRequests.scan, {});
  await expect.poll(problems).toEqual(["KV505"]);
  action = "Allow";
  await editor.fileChanged(hub);
  await expect.poll(problems).toEqual([]);
});

it.each([
  [app, '"kv"'],
  [app, '"kv-shared"'],
  [app, "data.azurerm_key_vault.kv.id"],
  [jobs, "kv '"],
  [jobs, "kv.properties"],
])("in %s %s leads to the declaration in another root", async (uri, at) => {
  const editor = await editorOf(files);
  await lensesOf(editor, uri);
  const found = await editor.at<Location[]>("textDocument/definition", uri, at);
  expect(show(found)).toEqual(["w/infra/hub%20net/main.bicep shared"]);
});

it("references to a vault are those of all roots, each once", async () => {
  const editor = await editorOf(files);
  await lensesOf(editor, hub);
  const context = { includeDeclaration: true };
  const find = async (uri: string, at: string): Promise<readonly string[]> =>
    show(await editor.at<Location[]>("textDocument/references", uri, at, { context }));
  const all = [
    "w/infra/hub%20net/main.bicep shared",
    'w/app/main.tf data "azurerm_key_vault" "kv"',
    'w/app/main.tf "kv-shared"',
    "w/app/main.tf data.azurerm_key_vault.kv",
    "w/jobs/main.bicep kv",
    "w/jobs/main.bicep 'kv-shared'",
    "w/jobs/main.bicep kv",
  ];
  await expect.poll(async () => (await find(hub, "shared")).toSorted()).toEqual(all.toSorted());
  await lensesOf(editor, jobs);
  expect((await find(jobs, "kv '")).toSorted()).toEqual(all.toSorted());
  expect(await find(hub, "own")).toEqual([
    "w/infra/hub%20net/main.bicep own",
    "w/twin/main.bicep kv",
    "w/twin/main.bicep 'kv-${uniqueString(resourceGroup().id)}'",
  ]);
});

it("a vault result names the declaration in another root", async () => {
  const editor = await editorOf(files);
  await lensesOf(editor, app);
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, { uri: app });
  expect(vaults.map(({ symbol, linkedTo }) => [symbol, linkedTo])).toEqual([
    [
      "data.azurerm_key_vault.kv",
      {
        uri: hub,
        range: { start: { line: 0, character: 9 }, end: { line: 0, character: 15 } },
        root: hub,
        module: null,
        environment: null,
        symbol: "shared",
        certain: true,
      },
    ],
  ]);
});
