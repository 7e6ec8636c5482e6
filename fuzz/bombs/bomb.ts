import type { Texts } from "../survive.ts";

/** Small texts that are expensive to evaluate. */
export interface Bomb {
  readonly what: string;
  readonly root: string;
  readonly texts: () => Texts;
}

export const many = 100_000;
export const times = (text: string, count = many): string => text.repeat(count);
export const rows = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join("");

export const arm = (parts: string): string =>
  `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0",${parts}}`;
export const armVault = (action: string): string =>
  `{"type":"Microsoft.KeyVault/vaults","apiVersion":"2023-07-01","name":"kv","properties":{"networkAcls":{"defaultAction":"${action}"}}}`;
export const armVariables = (variables: string, action: string): string =>
  arm(`"variables":{${variables}},"resources":[${armVault(action)}]`);
export const bicepVault = (action: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n  properties: { networkAcls: { defaultAction: ${action} } }\n}\n`;
export const azurermVault = (action: string): string =>
  `resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  network_acls {\n    bypass = "None"\n    default_action = ${action}\n  }\n}\n`;

export const single = (what: string, root: string, text: () => string): Bomb => ({
  what,
  root,
  texts: () => new Map([[root, text()]]),
});
