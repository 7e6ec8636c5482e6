// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV702 Azure Policy 405c5871 reports kv: its public access is not disabled. 💡
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
