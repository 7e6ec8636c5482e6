resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV108 kv has no network rules for the day its public access is enabled. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'SecuredByPerimeter'
    //                   ~~~~~~~~~~~~~~~~~~~~ KV405 kv admits private endpoints only: no perimeter is associated with it here.
  }
}
