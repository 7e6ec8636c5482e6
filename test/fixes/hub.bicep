resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'db', properties: { addressPrefix: '10.0.1.0/24' } }]
  }

  resource toHub 'virtualNetworkPeerings' = {
    name: 'vnet-to-hub'
    properties: { remoteVirtualNetwork: { id: hub.id }, allowVirtualNetworkAccess: true }
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'hub'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [{ name: 'endpoints', properties: { addressPrefix: '10.1.0.0/24' } }]
  }
}

resource hubToVnet 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'hub-to-vnet'
  properties: {
    remoteVirtualNetwork: { id: vnet.id }
    allowVirtualNetworkAccess: true
  }
}

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: { tenantId: subscription().tenantId, publicNetworkAccess: 'Disabled' }
}

resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  location: 'westeurope'
  properties: {
    subnet: { id: '${hub.id}/subnets/endpoints' }
    privateLinkServiceConnections: [
      { name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }
    ]
  }

  resource group 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: 'vault', properties: { privateDnsZoneId: zone.id } }]
    }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'

  resource toHub 'virtualNetworkLinks' = {
    name: 'hub'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: hub.id } }
  }
}
