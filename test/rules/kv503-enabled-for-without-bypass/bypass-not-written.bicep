// reveals KV503
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enabledForDeployment: true
    networkAcls: {
  //~~~~~~~~~~~ KV106 Trusted services pass into kv by default: no bypass is written. 💡
      defaultAction: 'Deny'
    }
  }
}
