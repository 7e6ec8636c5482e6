resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Maybe'
      //             ~~~~~~~ KV209 'Maybe' is no default action for kv: Azure knows Allow and Deny.
      bypass: 'AzureServices'
    }
  }
}
