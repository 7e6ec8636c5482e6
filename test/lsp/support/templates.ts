/** The vault `kv` in an ARM template, with these network rules; formatted as in an editor. */
export function vaultTemplate(properties: string, more = ""): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "addresses": { "type": "array" }
  },
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "location": "westeurope",
      "properties": {
        ${properties.replaceAll("\n", "\n        ")}
      }
    }${more}
  ]
}
`;
}

export const openVault = vaultTemplate(`"networkAcls": {
  "defaultAction": "Allow",
  "bypass": "AzureServices"
}`);

/** Denies by default; allows a range, an address and a range within the first one. */
export const closedVault = vaultTemplate(`"networkAcls": {
  "defaultAction": "Deny",
  "bypass": "AzureServices",
  "ipRules": [
    { "value": "203.0.113.0/24" },
    { "value": "198.51.100.7" },
    { "value": "203.0.113.8/29" }
  ]
}`);
