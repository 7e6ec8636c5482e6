param deploy string

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = if (deploy == 'yes') {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}
