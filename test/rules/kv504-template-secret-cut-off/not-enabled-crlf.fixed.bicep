resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
    enabledForTemplateDeployment: true
  }
}

module app 'modules/app.bicep' = {
  params: {
    password: kv.getSecret('password')
  }
}
