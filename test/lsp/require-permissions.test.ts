import { expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";

const uri = "file:///w/main.bicep";
const template = `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  location: 'westeurope'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app'
  identity: { type: 'SystemAssigned' }
  properties: { siteConfig: { appSettings: [ { name: 'ONE', value: '@Microsoft.KeyVault(SecretUri=https://kv-shop.vault.azure.net/secrets/one)' } ] } }
}
`;

it.each([
  [true, "denied", "DENY_NO_PERMISSION"],
  [false, "allowed", "ALLOW_FIREWALL_OFF"],
])(
  "a setting (%s) makes the permission of a resource the last gate",
  async (requirePermissions, verdict, reason) => {
    const editor = await Editor.start({
      folders: ["file:///w"],
      settings: () => ({ simulation: { requirePermissions } }),
    });
    await editor.open(uri, template, "bicep");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["consumer:app"],
      uri,
    });
    expect(verdicts.map((each) => [each.verdict, each.reason])).toEqual([[verdict, reason]]);
  },
);
