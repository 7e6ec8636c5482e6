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
          value: '10.0.0.0/8'
          //     ~~~~~~~~~~~~ KV201 Azure rejects kv: 10.0.0.0/8 is private, and IP rules take public addresses only. 💡
        }
        {
          value: '172.16.4.0/24'
          //     ~~~~~~~~~~~~~~~ KV201 Azure rejects kv: 172.16.4.0/24 is private, and IP rules take public addresses only. 💡
        }
        {
          value: '192.168.0.1'
          //     ~~~~~~~~~~~~~ KV201 Azure rejects kv: 192.168.0.1 is private, and IP rules take public addresses only. 💡
        }
        {
          value: '10.1.2.3/24'
          //     ~~~~~~~~~~~~~ KV201 Azure rejects kv: 10.1.2.3/24 is private, and IP rules take public addresses only. 💡
        }
        {
          value: '203.0.113.7'
        }
      ]
    }
  }
}
