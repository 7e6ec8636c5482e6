// reveals KV503
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enabledForDeployment: true
    networkAcls: {
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'None'
    }
  }
}
