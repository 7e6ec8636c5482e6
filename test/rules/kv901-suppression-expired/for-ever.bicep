resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      // keyvault-network-ignore KV101: a public test vault
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 (suppressed) kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
    }
  }
}
