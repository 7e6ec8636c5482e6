import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

/** A vault whose bypass only an extension may need: the catalog asks for the type `AzureDiskEncryption*`. */
const extension = (type: string): string => `
param name string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }
}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = { name: 'vm' }
resource ext 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = {
  parent: vm
  name: 'ext'
  properties: {
    publisher: 'Microsoft.Azure.Security'
    type: ${type}
    settings: { KeyVaultURL: kv.properties.vaultUri, KeyVaultResourceId: kv.id }
  }
}
`;

function codes(text: string): readonly string[] {
  const analysis = analyze({ root: "/main.bicep", files: filesInMemory({ "/main.bicep": text }) });
  return check(analysis, { today: "2026-06-01" }).map(({ code }) => code);
}

test.each([
  ["'IaaSAntimalware'", true],
  ["'IaaSAntimalware-${name}'", true],
  ["'AzureDiskEncryption'", false],
  ["'AzureDiskEncryptionFor${name}'", false],
  ["'AzureDisk${name}'", false],
  ["'${name}Linux'", false],
  ["name", false],
] as const)("a known start of a text that is known in part decides a pattern: %s", (type, isUnneeded) => {
  expect(codes(extension(type)).includes("KV107")).toBe(isUnneeded);
});
