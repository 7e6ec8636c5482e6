resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}

resource tls 'Microsoft.Cdn/profiles/secrets@2024-09-01' = {
  name: 'door/tls'
  properties: {
    parameters: {
      type: 'CustomerCertificate'
      useLatestVersion: true
      secretSource: { id: '${kv.id}/secrets/tls' }
      //                  ~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out tls (Azure Front Door Standard/Premium): the bypass is None; set it to AzureServices. 💡
    }
  }
}
