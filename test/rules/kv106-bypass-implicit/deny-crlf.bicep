resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
  //~~~~~~~~~~~ KV106 Trusted services pass into kv by default: no bypass is written. 💡
      defaultAction: 'Deny'
    }
  }
}
