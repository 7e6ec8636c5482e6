resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV101 gives no reason, so it does nothing.
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}
