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

resource own 'Microsoft.DataFactory/factories/integrationRuntimes@2018-06-01' = {
  name: 'factory/own'
  properties: { type: 'SelfHosted' }
}

resource secrets 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  name: 'factory/secrets'
  properties: {
    type: 'AzureKeyVault'
    connectVia: { referenceName: own.name, type: 'IntegrationRuntimeReference' }
    typeProperties: { baseUrl: kv.properties.vaultUri }
  }
}
