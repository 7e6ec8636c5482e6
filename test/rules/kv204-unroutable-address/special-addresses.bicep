resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
        { value: '127.0.0.1' }
        //       ~~~~~~~~~~~ KV204 127.0.0.1 never admits anybody to kv: no client has such an address. 💡
        { value: '100.64.0.0/10' }
        //       ~~~~~~~~~~~~~~~ KV204 100.64.0.0/10 never admits anybody to kv: no client has such an address. 💡
        { value: '169.254.1.1' }
        //       ~~~~~~~~~~~~~ KV204 169.254.1.1 never admits anybody to kv: no client has such an address. 💡
        { value: '168.63.129.16' }
        //       ~~~~~~~~~~~~~~~ KV204 168.63.129.16 never admits anybody to kv: no client has such an address. 💡
        { value: '255.255.255.255' }
        //       ~~~~~~~~~~~~~~~~~ KV204 255.255.255.255 never admits anybody to kv: no client has such an address. 💡
        { value: '0.0.0.0' }
        //       ~~~~~~~~~ KV204 0.0.0.0 never admits anybody to kv: no client has such an address. 💡
        { value: '203.0.113.7' }
      ]
    }
  }
}
