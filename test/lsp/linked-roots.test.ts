import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";

const hub = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shared'
  location: 'westeurope'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`;
const app = `data "azurerm_key_vault" "kv" {
  name                = "kv-shared"
  resource_group_name = "rg"
}
resource "azurerm_key_vault_secret" "s" {
  name         = "s"
  value        = "x"
  key_vault_id = data.azurerm_key_vault.kv.id
}
`;
const state = `terraform {\n  backend "azurerm" {\n    key = "state"\n  }\n}
resource "azurerm_key_vault" "kv" {
  name = var.name
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}
variable "name" {}
output "id" {
  value = azurerm_key_vault.kv.id
}
`;
const reader = `data "terraform_remote_state" "state" {
  backend = "azurerm"
  config  = { key = "state" }
}
resource "azurerm_key_vault_secret" "s" {
  name         = "s"
  value        = "x"
  key_vault_id = data.terraform_remote_state.state.outputs.id
}
`;
const alone = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: 'kv-elsewhere'\n}\n`;

const files = {
  "hub/main.bicep": hub,
  "app/main.tf": app,
  "state/main.tf": state,
  "reader/main.tf": reader,
  "alone/main.bicep": alone,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyvault-network-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

function uriOf(path: string): string {
  return pathToFileURL(join(folder, path)).href;
}

function start(runs: string[] = [], folders = [pathToFileURL(folder).href]): Promise<Editor> {
  const onAnalysis = (root: string): void => {
    runs.push(root.slice(pathToFileURL(folder).href.length + 1));
  };
  return Editor.start({
    folders,
    host: { files: nodeFiles, onAnalysis },
  });
}

describe("other roots of the workspace", () => {
  it("are read in the background once a template is open, and the resulting findings are reported", async () => {
    const editor = await start();
    await editor.open(uriOf("app/main.tf"), app, "terraform");
    await expect
      .poll(() => editor.problems(uriOf("app/main.tf")))
      .toEqual(['KV505 resource "azurerm_key_vault_secret" "s"']);
    await expect.poll(() => editor.inbox.methods).toContain("workspace/diagnostic/refresh");
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ symbol, exposure }) => `${symbol} ${exposure}`)).toEqual([
      "data.azurerm_key_vault.kv private",
    ]);
  });

  it("are read through the state that one of them keeps", async () => {
    const editor = await start();
    await editor.open(uriOf("reader/main.tf"), reader, "terraform");
    await expect
      .poll(() => editor.problems(uriOf("reader/main.tf")))
      .toEqual(['KV505 resource "azurerm_key_vault_secret" "s"']);
  });

  it("are evaluated anew only where an edit concerns them", async () => {
    const runs: string[] = [];
    const editor = await start(runs);
    await editor.open(uriOf("hub/main.bicep"), hub, "bicep");
    await editor.open(uriOf("app/main.tf"), app, "terraform");
    await editor.open(uriOf("alone/main.bicep"), alone, "bicep");
    const problems = (): Promise<readonly string[]> => editor.problems(uriOf("app/main.tf"));
    await expect.poll(problems).toHaveLength(1);
    await expect.poll(() => [...runs].sort()).toEqual(expect.arrayContaining(["reader/", "state/"]));
    runs.length = 0;
    await editor.type(uriOf("hub/main.bicep"), "'Deny'", "'Allow'");
    await editor.problems(uriOf("hub/main.bicep"));
    expect(await problems()).toEqual([]);
    await editor.problems(uriOf("alone/main.bicep"));
    expect(runs).toEqual(["hub/main.bicep"]);
  });

  it("are not read in a virtual workspace", async () => {
    const runs: string[] = [];
    const editor = await start(runs, ["vscode-vfs://github/o/r"]);
    await editor.open(uriOf("app/main.tf"), app, "terraform");
    expect(await editor.problems(uriOf("app/main.tf"))).toEqual([]);
    expect(new Set(runs)).toEqual(new Set(["app/"]));
  });
});
