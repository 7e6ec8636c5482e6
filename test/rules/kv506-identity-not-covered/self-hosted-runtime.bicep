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

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'factory'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
}

resource own 'Microsoft.DataFactory/factories/integrationRuntimes@2018-06-01' = {
  parent: factory
  name: 'own'
  properties: { type: 'SelfHosted' }
}

resource secrets 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'secrets'
  properties: {
    type: 'AzureKeyVault'
    connectVia: { referenceName: own.name, type: 'IntegrationRuntimeReference' }
    typeProperties: { baseUrl: kv.properties.vaultUri }
    //                         ~~~~~~~~~~~~~ KV506 kv shuts out secrets (Azure Data Factory): only Azure's own runtime is trusted, and it uses a self-hosted one.
  }
}
