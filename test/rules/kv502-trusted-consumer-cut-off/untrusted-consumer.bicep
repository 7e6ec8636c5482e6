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

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  location: 'westeurope'
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'ApiKey', value: '@Microsoft.KeyVault(VaultName=${kv.name};SecretName=api-key)' }
        //                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 kv shuts out site (App Service Key Vault references): it runs in no subnet; it needs a subnet rule, private endpoint, or IP rule.
      ]
    }
  }
}
