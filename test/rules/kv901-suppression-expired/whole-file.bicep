// keyvault-network-ignore-file KV101, KV208 until 2025-01-01: the old landing zone
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV901 This suppression of KV101 ended on 2025-01-01.
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV208 matches nothing.
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV101 kv accepts traffic from every public address: it has no network rules. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}
