import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeLens, Location } from "vscode-languageserver/node";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";
import { sliceOf } from "./support/places.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** Calls the module beside it, which makes the vault, with a default action. */
function caller(action: string, module = "modules/vault.json"): string {
  return `{
  "$schema": "${schema}",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "vault",
    "properties": {
      "mode": "Incremental",
      "templateLink": { "relativePath": "${module}" },
      "parameters": { "action": { "value": "${action}" } }
    }
  }]
}`;
}

const module = `{
  "$schema": "${schema}",
  "contentVersion": "1.0.0.0",
  "parameters": { "action": { "type": "string" } },
  "resources": [{
    "type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "name": "kv",
    "properties": { "networkAcls": { "defaultAction": "[parameters('action')]" } }
  }]
}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyvault-network-"));
  await put("modules/vault.json", module);
  await put("main.json", caller("Allow"));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(path: string, text: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return uriOf(path);
}

function uriOf(path: string): string {
  return pathToFileURL(join(folder, path)).href;
}

async function exposures(editor: Editor, uri?: string): Promise<readonly string[]> {
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, { uri });
  return vaults.map(({ module: path, exposure }) => `${path ?? "root"} ${exposure}`);
}

describe("modules", () => {
  it("are read from the disk for a client that does not offer files", async () => {
    const editor = await Editor.start({ host: { files: nodeFiles } });
    await editor.open(uriOf("main.json"), caller("Allow"));
    expect(await editor.problems(uriOf("main.json"))).toEqual(['KV101 "Allow"']);
    expect(await exposures(editor)).toEqual(["vault public"]);
  });

  it("are requested only from clients that support it", async () => {
    const asked: string[] = [];
    const editor = await Editor.start({
      host: { files: nodeFiles },
      initializationOptions: { readFile: true },
      answers: {
        "keyvault-network/readFile": ({ uri }: { readonly uri: string }) => {
          asked.push(uri);
          return uri === "vscode-vfs://github/o/r/modules/vault.json" ? { text: module } : null;
        },
      },
    });
    await editor.open("vscode-vfs://github/o/r/main.json", caller("Deny"));
    expect(await exposures(editor)).toEqual(["vault private"]);
    // Access files may say what is judged, so they are looked for before anything is.
    expect(asked.sort()).toEqual([
      "vscode-vfs://github/o/r/.keyvault-access.json",
      "vscode-vfs://github/o/r/.keyvault-access.jsonc",
      "vscode-vfs://github/o/r/modules/vault.json",
    ]);
  });

  it("that are missing leave the answer open, and fill it in once they are there", async () => {
    const editor = await Editor.start({ host: { files: nodeFiles } });
    const main = uriOf("late.json");
    await editor.open(main, caller("Allow", "modules/late.json"));
    expect(await editor.problems(main)).toEqual([]);
    await editor.fileChanged(await put("modules/late.json", module));
    expect(await editor.problems(main)).toEqual(['KV101 "Allow"']);
    await expect.poll(() => editor.inbox.methods).toContain("workspace/diagnostic/refresh");
    await expect.poll(() => editor.inbox.methods).toContain("workspace/codeLens/refresh");
  });

  it("that Bicep restores are read from its cache, as soon as they are there", async () => {
    const capabilities = {
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
    };
    const bicepCache = uriOf(".bicep/");
    const editor = await Editor.start({ host: { files: { ...nodeFiles, bicepCache } }, capabilities });
    const main = uriOf("restored.bicep");
    await editor.open(main, "module kv 'br:x.azurecr.io/kv:1' = { params: { action: 'Allow' } }", "bicep");
    expect(await editor.problems(main)).toEqual(["KV904 'br:x.azurecr.io/kv:1'"]);
    expect(JSON.stringify([...editor.inbox.registered.values()])).toContain(bicepCache);
    await editor.fileChanged(await put(".bicep/br/x.azurecr.io/kv/1$/main.json", module));
    expect(await editor.problems(main)).toEqual(["KV101 'Allow'"]);
  });

  it("that are open are read from the editor, and are not listed as roots", async () => {
    const editor = await Editor.start({ host: { files: nodeFiles } });
    await editor.open(uriOf("main.json"), caller("Allow"));
    await editor.open(uriOf("modules/vault.json"), module);
    expect(await exposures(editor)).toEqual(["vault public"]);
    // A module is what its callers make of it.
    expect(await exposures(editor, uriOf("modules/vault.json"))).toEqual(["vault public"]);
    await editor.type(uriOf("modules/vault.json"), `"[parameters('action')]"`, '"Deny"');
    expect(await exposures(editor)).toEqual(["vault private"]);
    await editor.close(uriOf("modules/vault.json"));
    expect(await exposures(editor)).toEqual(["vault public"]);
  });

  it("say above their vaults what their callers make of them", async () => {
    const editor = await Editor.start({ host: { files: nodeFiles } });
    await editor.open(uriOf("main.json"), caller("Allow"));
    await editor.open(uriOf("second.json"), caller("Deny"));
    await editor.open(uriOf("modules/vault.json"), module);
    expect(await exposures(editor)).toEqual(["vault public", "vault private"]);
    const textDocument = { uri: uriOf("modules/vault.json") };
    const [lens] = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument });
    expect(lens?.command?.title).toBe(
      "2 callers: 1 private, 1 public · 2 vaults: Firewall off · any network | Deny by default · trusted services",
    );
  });

  it("that are not open have their problems sent as long as a caller is open, and are asked for once open", async () => {
    const open = module.replace(`"[parameters('action')]"`, '"Allow"');
    await put("modules/open.json", open);
    const [main, inModule] = [uriOf("calls-open.json"), uriOf("modules/open.json")];
    const editor = await Editor.start({ host: { files: nodeFiles } });
    const sent = (): readonly (readonly unknown[])[] =>
      editor.inbox.published
        .filter(({ uri }) => uri === inModule)
        .map(({ diagnostics }) => diagnostics.map(({ code }) => code));
    await editor.open(main, caller("Deny", "modules/open.json"));
    await expect.poll(sent).toEqual([["KV101"]]);
    await editor.open(inModule, open);
    await expect.poll(sent).toEqual([["KV101"], []]);
    await editor.close(inModule);
    await expect.poll(sent).toEqual([["KV101"], [], ["KV101"]]);
    await editor.close(main);
    await expect.poll(sent).toEqual([["KV101"], [], ["KV101"], []]);
  });

  it("show their findings where they lie and at their call, with the place in the module and the fix", async () => {
    const open = module.replace(`"[parameters('action')]"`, '"Allow"');
    await put("modules/open.json", open);
    const [main, inModule] = [uriOf("calls-open.json"), uriOf("modules/open.json")];
    const editor = await Editor.start({ host: { files: nodeFiles } });
    await editor.open(main, caller("Deny", "modules/open.json"));
    expect(await editor.problems(main)).toEqual(['KV101 "vault"']);
    const [diagnostic] = await editor.diagnostics(main);
    expect(diagnostic?.relatedInformation).toMatchObject([
      { message: "It is set in the module here.", location: { uri: inModule } },
    ]);
    const actions = await editor.actions(main, '"vault"');
    expect(actions.filter(({ title }) => title.startsWith("Suppress"))).toEqual([]);
    const fix = await editor.resolve(actions.find(({ isPreferred }) => isPreferred));
    expect(Object.values(fix.edit?.changes ?? fix.edit?.documentChanges ?? [])).toMatchObject([
      { textDocument: { uri: inModule } },
    ]);
    await editor.open(inModule, open);
    expect(await editor.problems(main)).toEqual(['KV101 "vault"']);
    expect(await editor.problems(inModule)).toEqual(['KV101 "Allow"']);
    const [own] = await editor.diagnostics(inModule);
    expect(own?.relatedInformation).toMatchObject([
      { message: "The module is called here.", location: { uri: main } },
    ]);
  });

  it("that call each other in a circle end", async () => {
    const editor = await Editor.start({ host: { files: nodeFiles } });
    await put("a.json", caller("Allow", "b.json"));
    await put("b.json", caller("Allow", "a.json"));
    await editor.open(uriOf("a.json"), caller("Allow", "b.json"));
    expect(await editor.problems(uriOf("a.json"))).toEqual([]);
  });
});

describe("a change", () => {
  it("runs exactly the roots again that read what changed", async () => {
    const runs: string[] = [];
    const editor = await Editor.start({
      host: { files: nodeFiles, onAnalysis: (root) => runs.push(root.slice(root.lastIndexOf("/") + 1)) },
    });
    const files = { "main.json": caller("Allow"), "second.json": caller("Deny"), "alone.json": module };
    for (const [name, text] of Object.entries(files)) await editor.open(uriOf(name), text);
    await editor.open(uriOf("modules/vault.json"), module);
    const settle = async (): Promise<readonly string[]> => {
      runs.length = 0;
      await exposures(editor);
      return [...runs].sort();
    };
    await settle();
    expect(await settle()).toEqual([]);
    await editor.type(uriOf("alone.json"), '"kv"', '"kv2"');
    expect(await settle()).toEqual(["alone.json"]);
    await editor.type(uriOf("modules/vault.json"), '"kv"', '"kv3"');
    expect(await settle()).toEqual(["main.json", "second.json"]);
    await editor.type(uriOf("main.json"), '"Allow"', '"Deny"');
    expect(await settle()).toEqual(["main.json"]);
    await editor.fileChanged(uriOf("package.json"));
    expect(await settle()).toEqual([]);
  });
});

describe("definitions and references", () => {
  const network = `{
  "$schema": "${schema}",
  "contentVersion": "1.0.0.0",
  "parameters": { "action": { "type": "string", "defaultValue": "Deny" } },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "vnet",
      "properties": { "subnets": [{ "name": "app", "properties": { "addressPrefix": "10.1.0.0/24" } }] }
    },
    {
      "type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "name": "kv",
      "properties": {
        "networkAcls": {
          "defaultAction": "[parameters('action')]",
          "virtualNetworkRules": [{ "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]" }]
        }
      }
    },
    {
      "type": "Microsoft.Network/privateEndpoints", "apiVersion": "2024-05-01", "name": "pe",
      "properties": {
        "privateLinkServiceConnections": [{
          "name": "c",
          "properties": {
            "privateLinkServiceId": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]", "groupIds": ["vault"]
          }
        }]
      }
    }
  ]
}`;
  const parameters = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "action": { "value": "Deny" } }
}`;
  const texts = new Map<string, string>();
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.start({ host: { files: nodeFiles } });
    texts.set(await put("net.json", network), network);
    texts.set(await put("net.parameters.json", parameters), parameters);
    await editor.open(uriOf("net.json"), network);
    await editor.open(uriOf("net.parameters.json"), parameters);
  });
  const show = (locations: readonly Location[]): readonly string[] =>
    locations.map(
      ({ uri, range }) => `${uri.split("/").at(-1) ?? ""} ${sliceOf(texts.get(uri) ?? "", range, "utf-16")}`,
    );

  it.each([
    ["net.json", "[resourceId('Microsoft.Network", 'net.json "app"'],
    ["net.json", "[resourceId('Microsoft.KeyVault", 'net.json "kv"'],
    ["net.json", "parameters('action')", 'net.json "action"'],
    ["net.parameters.json", '"action"', 'net.json "action"'],
  ])("in %s at %s lead to %s", async (file, at, expected) => {
    const found = await editor.at<Location[]>("textDocument/definition", uriOf(file), at);
    expect(show(found)).toEqual([expected]);
  });

  it("of a parameter are its uses and the values given to it", async () => {
    const context = { includeDeclaration: true };
    const found = await editor.at<Location[]>("textDocument/references", uriOf("net.json"), '"action"', {
      context,
    });
    expect(show(found)).toEqual([
      'net.json "action"',
      `net.json "[parameters('action')]"`,
      'net.parameters.json "action"',
    ]);
  });

  it("of a subnet are the rules that name it", async () => {
    const context = { includeDeclaration: false };
    const found = await editor.at<Location[]>("textDocument/references", uriOf("net.json"), '"app"', {
      context,
    });
    expect(show(found)).toEqual([expect.stringMatching(/net\.json \{ "id": .*'app'\)\]" \}/)]);
  });
});
