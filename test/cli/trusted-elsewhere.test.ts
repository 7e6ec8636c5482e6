import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../server/src/node-files.ts";
import type { FindingsResult } from "../../server/src/protocol/findings.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "../lsp/support/editor.ts";
import { templateText, workspace } from "./workspace.ts";

/** A vault that keeps its bypass although its public access is disabled. */
const vaults: Readonly<Record<string, string>> = {
  "vault/main.json": templateText([
    {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2026-02-01",
      name: "kv-shared",
      properties: {
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      },
    },
  ]),
  "vault/main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shared'
  properties: {
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}
`,
  "vault/main.tf": `resource "azurerm_key_vault" "kv" {
  name                          = "kv-shared"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}
`,
};

/** Disk encryption, a trusted service, that uses a vault which its own root does not declare. */
const uses: Readonly<Record<string, (name: string) => string>> = {
  "app/main.json": (name) =>
    templateText([
      {
        type: "Microsoft.Compute/diskEncryptionSets",
        apiVersion: "2024-03-02",
        name: "des",
        identity: { type: "SystemAssigned" },
        properties: {
          activeKey: {
            sourceVault: { id: `[resourceId('shared', 'Microsoft.KeyVault/vaults', '${name}')]` },
            keyUrl: `https://${name}.vault.azure.net/keys/cmk/1`,
          },
        },
      },
    ]),
  "app/main.bicep": (name) => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: '${name.toUpperCase()}'
}
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { sourceVault: { id: kv.id }, keyUrl: '\${kv.properties.vaultUri}keys/cmk/1' } }
}
`,
  "app/main.tf": (name) => `data "azurerm_key_vault" "kv" {
  name                = "${name}"
  resource_group_name = "shared"
}
resource "azurerm_disk_encryption_set" "des" {
  name             = "des"
  key_vault_key_id = "\${data.azurerm_key_vault.kv.vault_uri}keys/cmk/1"
  identity { type = "SystemAssigned" }
}
`,
  "app/address/main.tf": (name) => `resource "azurerm_disk_encryption_set" "des" {
  name             = "des"
  key_vault_key_id = "https://${name}.vault.azure.net/keys/cmk/1"
  identity { type = "SystemAssigned" }
}
`,
};

const cases = Object.entries(vaults).flatMap(([vault, declared]) =>
  Object.entries(uses).map(([file, use]) => ({ vault, declared, file, use })),
);

describe("a bypass that a trusted service of another root needs is not reported", () => {
  it.each(cases)("$vault, used in $file", ({ vault, declared, file, use }) => {
    expect(bypassesFound({ [vault]: declared, [file]: use("kv-shared") })).toEqual([]);
  });

  it.each(cases)("and is where $file uses another vault than $vault", ({ vault, declared, file, use }) => {
    expect(bypassesFound({ [vault]: declared, [file]: use("kv-other") })).toEqual([vault]);
  });

  it("in the editor too, as soon as the other root is read", async () => {
    const app = uses["app/main.bicep"];
    const at = workspace({
      "vault/main.bicep": vaults["vault/main.bicep"] ?? "",
      "app/main.bicep": app?.("kv-shared") ?? "",
    });
    const folder = pathToFileURL(at.folder).href;
    const editor = await Editor.start({
      folders: [folder],
      host: { files: nodeFiles },
    });
    const found = async (): Promise<readonly string[]> => {
      const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
      return findings.map(({ code }) => code).filter((code) => code === "KV107");
    };
    await editor.request(serverRequests.scan, {});
    expect(await found()).toEqual([]);
    await editor.open(`${folder}/app/main.bicep`, app?.("kv-other") ?? "", "bicep");
    expect(await found()).toEqual(["KV107"]);
    at.remove();
  });
});

function bypassesFound(files: Readonly<Record<string, string>>): readonly string[] {
  const at = workspace(files);
  const { findings } = at.json("check", "./").report;
  at.remove();
  return findings.filter(({ code }) => code === "KV107").map(({ file }) => file);
}
