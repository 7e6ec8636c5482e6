// reveals KV208
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

resource pe 'Microsoft.Network/privateEndpoints@2023-09-01' = {
//       ~~ KV104 kv stays open to every public address beside its private endpoint. 💡
  name: 'pe'
  location: 'westeurope'
  properties: {
    subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'endpoints') }
    privateLinkServiceConnections: [
      {
        name: 'kv'
        properties: {
          privateLinkServiceId: kv.id
          groupIds: ['vault']
        }
      }
    ]
  }
}
