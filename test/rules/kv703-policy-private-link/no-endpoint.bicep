resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV703 Azure Policy a6abeaec reports kv: no private endpoint is declared here.
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
