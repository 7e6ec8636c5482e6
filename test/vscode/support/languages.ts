import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";

/** A vault in Bicep that is open to the internet. */
export const openBicep = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'AzureServices'
    }
  }
}
`;

/** The same in Terraform. */
export const openTerraform = `resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"

  network_acls {
    default_action = "Allow"
    bypass         = "AzureServices"
  }
}
`;

/** Packages an extension that owns the language `bicep` with a grammar of its own, as the vendor's does. */
export async function packageVendor(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "vendor-"));
  const manifest = {
    name: "vendor-bicep",
    publisher: "vendor",
    version: "1.0.0",
    engines: { vscode: "^1.91.0" },
    contributes: {
      languages: [
        { id: "bicep", aliases: ["Bicep"], extensions: [".bicep"] },
        { id: "azure-pipelines", aliases: ["Azure Pipelines"], filenames: ["azure-pipelines.yml"] },
      ],
      grammars: [{ language: "bicep", scopeName: "source.bicep", path: "./bicep.json" }],
    },
  };
  const grammar = {
    scopeName: "source.bicep",
    patterns: [{ match: "'[^']*'", name: "string.quoted.single.bicep" }],
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "bicep.json"), JSON.stringify(grammar));
  const packagePath = join(folder, "vendor.vsix");
  await createVSIX({
    cwd: folder,
    packagePath,
    allowMissingRepository: true,
    skipLicense: true,
    dependencies: false,
  });
  return packagePath;
}
