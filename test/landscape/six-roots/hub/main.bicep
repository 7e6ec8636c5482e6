param publicNetworkAccess string

resource shared 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-contoso-shared'
  location: resourceGroup().location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enablePurgeProtection: true
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [ { value: '203.0.113.0/24' } ]
    }
  }
}

resource jobs 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-${uniqueString(resourceGroup().id)}'
  location: resourceGroup().location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}
