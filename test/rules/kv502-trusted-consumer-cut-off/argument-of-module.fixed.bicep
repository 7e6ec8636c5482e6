resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
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

module sets 'modules/two-sets.bicep' = {
  name: 'sets'
  params: {
    key: '${kv.properties.vaultUri}keys/cmk/1'
  }
}
