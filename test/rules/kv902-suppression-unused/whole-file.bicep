// keyvault-network-ignore-file KV101: test vaults only
// keyvault-network-ignore-file KV201: nothing private here
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV201 matches nothing.
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV101 (suppressed) kv accepts traffic from every public address: it has no network rules. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}
