resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV101 kv accepts traffic from every public address: it has no network rules. 💡
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enableSoftDelete: true
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
