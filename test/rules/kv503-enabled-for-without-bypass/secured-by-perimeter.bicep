resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enabledForDeployment: true
    publicNetworkAccess: 'SecuredByPerimeter'
    //                   ~~~~~~~~~~~~~~~~~~~~ KV405 kv admits private endpoints only: no perimeter is associated with it here.
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}
