/** An ARM template whose vault `kv` lets every network in. */
export const openVault = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "location": "westeurope",
      "properties": {
        "tenantId": "[subscription().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "enableRbacAuthorization": true,
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "Allow"
        }
      }
    }
  ]
}
`;

/** An ARM template with a vault `kv-prod` that admits a subnet and two ranges, and a closed vault `kv-data`. */
export const twoVaults = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworks",
      "apiVersion": "2024-05-01",
      "name": "vnet-prod",
      "location": "westeurope",
      "properties": {
        "addressSpace": { "addressPrefixes": ["10.1.0.0/16"] },
        "subnets": [
          {
            "name": "snet-app",
            "properties": {
              "addressPrefix": "10.1.1.0/24",
              "serviceEndpoints": [{ "service": "Microsoft.KeyVault" }]
            }
          }
        ]
      }
    },
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-prod",
      "location": "westeurope",
      "properties": {
        "tenantId": "[subscription().tenantId]",
        "sku": { "family": "A", "name": "standard" },
        "publicNetworkAccess": "Enabled",
        "networkAcls": {
          "bypass": "AzureServices",
          "defaultAction": "Deny",
          "ipRules": [{ "value": "203.0.113.0/24" }, { "value": "198.51.100.0/28" }],
          "virtualNetworkRules": [
            { "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-prod', 'snet-app')]" }
          ]
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
        "networkAcls": { "bypass": "None", "defaultAction": "Deny" }
      }
    }
  ]
}
`;
