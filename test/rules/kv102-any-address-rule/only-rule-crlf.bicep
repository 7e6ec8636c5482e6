resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '0.0.0.0/0' }
        //       ~~~~~~~~~~~ KV102 0.0.0.0/0 lets every public IPv4 address into kv. 💡
      ]
    }
  }
}
