resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Allow'
      //             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
      bypass: 'AzureServices'
      ipRules: [
    //~~~~~~~ KV208 2 IP rules of kv have no effect: its default action is Allow. 💡
        { value: '203.0.113.7' }
        { value: '198.51.100.7' }
      ]
    }
  }
}
