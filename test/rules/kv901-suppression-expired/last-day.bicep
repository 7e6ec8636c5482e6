resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101 until 2026-06-01: moves to the new network
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 (suppressed) kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}
