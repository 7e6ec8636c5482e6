resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = [for i in range(0, 2): {
  name: 'kv${i}'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}]
