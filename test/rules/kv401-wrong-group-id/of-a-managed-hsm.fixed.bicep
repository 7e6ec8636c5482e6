resource pe 'Microsoft.Network/privateEndpoints@2023-09-01' = {
  name: 'pe'
  location: 'westeurope'
  properties: {
    subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'endpoints') }
    privateLinkServiceConnections: [
      {
        name: 'kv'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.KeyVault/managedHSMs', 'hsm')
          groupIds: ['managedhsm']
        }
      }
    ]
  }
}
