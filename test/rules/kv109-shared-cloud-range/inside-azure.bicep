resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        {
          value: '13.69.68.0/24'
          //     ~~~~~~~~~~~~~~~ KV109 Any Azure customer can get an address that 13.69.68.0/24 lets into kv.
        }
        {
          value: '20.50.2.0/27'
          //     ~~~~~~~~~~~~~~ KV109 Any Azure customer can get an address that 20.50.2.0/27 lets into kv.
        }
      ]
    }
  }
}
