var settings = { action: 'Allow' }
//                       ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: settings.action
      bypass: 'AzureServices'
    }
  }
}

resource logs 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'logs'
  properties: { networkAcls: { defaultAction: settings.action } }
}
