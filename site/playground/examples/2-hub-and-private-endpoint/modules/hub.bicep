param location string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.0.0.0/16']
    }
    subnets: [
      {
        name: 'snet-endpoints'
        properties: {
          addressPrefix: '10.0.1.0/24'
        }
      }
    ]
  }

  resource toSpoke 'virtualNetworkPeerings' = {
    name: 'to-spoke'
    properties: {
      allowVirtualNetworkAccess: true
      remoteVirtualNetwork: {
        id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-spoke')
      }
    }
  }

  resource endpoints 'subnets' existing = {
    name: 'snet-endpoints'
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'

  resource link 'virtualNetworkLinks' = {
    name: 'hub'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
}

output network string = network.id
output endpointSubnet string = network::endpoints.id
output vaultZone string = zone.id
