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

module app 'modules/app.bicep' = {
  params: {
    password: kv.getSecret('password')
    //        ~~~~~~~~~~~~~~~~~~~~~~~~ KV504 The deployment cannot take a secret out of kv: the bypass is None; set it to AzureServices. 💡
  }
}
