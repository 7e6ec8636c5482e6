// reveals KV506
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}

resource apim 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: 'apim'
  location: 'westeurope'
  sku: { name: 'Developer', capacity: 1 }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id': {} }
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
