param kind string

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

resource apim 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: 'apim'
  location: 'westeurope'
  sku: { name: 'Developer', capacity: 1 }
  identity: {
    type: kind
  }
  properties: {
    publisherEmail: 'api@contoso.com'
    publisherName: 'Contoso'
    hostnameConfigurations: [
      {
        type: 'Proxy'
        hostName: 'api.contoso.com'
        keyVaultId: '${kv.properties.vaultUri}secrets/tls'
      }
    ]
  }
}
