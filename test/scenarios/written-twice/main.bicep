resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-twice'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

module lockdown 'modules/lockdown.bicep' = {
  name: 'lockdown'
  params: {
    name: kv.name
  }
}
