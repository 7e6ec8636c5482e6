resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV701 Azure Policy 55615ac9 reports kv: its default action is not Deny. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'SecuredByPerimeter'
    //                   ~~~~~~~~~~~~~~~~~~~~ KV405 kv admits private endpoints only: no perimeter is associated with it here.
  }
}
