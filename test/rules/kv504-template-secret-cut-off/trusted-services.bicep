resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enabledForTemplateDeployment: true
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}

module app 'modules/app.bicep' = {
  params: {
    password: kv.getSecret('password')
  }
}
