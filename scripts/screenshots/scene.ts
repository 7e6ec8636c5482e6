/** The folder that the pictures show. */
const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-shop",
      "location": "westeurope",
      "properties": {
        "tenantId": "[tenant().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "Allow",
          "ipRules": [{ "value": "203.0.113.0/28" }]
        }
      }
    },
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-data",
      "location": "westeurope",
      "properties": {
        "tenantId": "[tenant().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "Deny",
          "ipRules": [{ "value": "203.0.113.0/28" }]
        }
      }
    }
  ]
}
`;

const accessFile = `{
  "version": 1,
  "sources": {
    "office": { "ip": ["203.0.113.0/28"] },
    "runners": { "ip": ["198.51.100.8"] },
    "backup": { "service": "Azure Backup" }
  },
  "tests": [
    { "name": "Office is allowed", "from": "office", "to": "*", "expect": "allow" },
    { "name": "Internet is blocked", "from": "internet", "to": "*", "expect": "deny" },
    { "name": "Backup is allowed", "from": "backup", "to": "kv-data", "expect": "allow" }
  ]
}
`;

const workflow = `name: Key vault access
on: pull_request

jobs:
  access:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm install --global --ignore-scripts keyvault-network@0.1.0
      - run: keyvault-network test --format github infra/
      - run: keyvault-network diff --base origin/main infra/
`;

export const scene: Readonly<Record<string, string>> = {
  "main.json": template,
  ".keyvault-access.jsonc": accessFile,
  "access.yml": workflow,
};
