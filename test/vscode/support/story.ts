import type { Files } from "./session.ts";

/** A vault whose default action is a parameter, and a vault that two settings close. */
const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "action": { "type": "string", "defaultValue": "Allow" } },
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-prod",
      "location": "westeurope",
      "properties": {
        "tenantId": "[subscription().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "[parameters('action')]",
          "ipRules": [{ "value": "203.0.113.0/24" }]
        }
      }
    },
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-data",
      "location": "westeurope",
      "properties": {
        "tenantId": "[subscription().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "publicNetworkAccess": "Disabled",
        "networkAcls": { "bypass": "None", "defaultAction": "Deny" }
      }
    }
  ]
}
`;

const accessFile = `{
  "version": 1,
  "sources": {
    "office": { "ip": ["203.0.113.0/28"], "description": "Berlin" }
  },
  "environments": {
    "dev": { "set": { "action": "Allow" } },
    "prod": { "set": { "action": "Deny" } }
  },
  "tests": [
    { "name": "Office gets in", "from": "office", "to": "kv-prod", "expect": "allow" },
    { "name": "Internet is blocked", "from": "internet", "to": "kv-prod", "expect": "deny" }
  ]
}
`;

/** What `az keyvault show` prints for the second vault, which was opened manually. */
const exported = `{
  "id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-data",
  "name": "kv-data",
  "type": "Microsoft.KeyVault/vaults",
  "location": "westeurope",
  "properties": {
    "publicNetworkAccess": "Enabled",
    "networkAcls": { "bypass": "None", "defaultAction": "Deny", "ipRules": [], "virtualNetworkRules": [] }
  }
}
`;

/** The folder in which every feature is shown, one after the other. */
export const story: Files = {
  "main.json": template,
  ".keyvault-access.jsonc": accessFile,
  "deployed.json": exported,
};
