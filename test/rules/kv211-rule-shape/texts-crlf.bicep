param text string = '203.0.113.9'

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        '203.0.113.7' // office
      //~~~~~~~~~~~~~ KV211 Azure rejects kv: IP rule 1 is a text instead of an object with 'value'. 💡
      ]
      virtualNetworkRules: []
    }
  }
}
