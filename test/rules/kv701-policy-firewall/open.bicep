// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV101 kv accepts traffic from every public address: it has no network rules. 💡
//       ~~ KV701 Azure Policy 55615ac9 reports kv: its default action is not Deny. 💡
  name: 'kv'
  location: 'westeurope'
  properties: { tenantId: subscription().tenantId }
}
