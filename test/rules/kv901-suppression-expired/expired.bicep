resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101 until 2026-05-31: moves to the new network
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV901 This suppression of KV101 ended on 2026-05-31.
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}
