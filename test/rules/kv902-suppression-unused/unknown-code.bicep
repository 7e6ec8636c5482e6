resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV999, KV101: who knows
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV999 matches nothing.
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 (suppressed) kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}
