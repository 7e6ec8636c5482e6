param location string = 'westeurope'
param poolName string = 'pool'

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
          serviceEndpoints: [{ service: 'Microsoft.KeyVault' }]
        }
      }
      {
        name: poolName
        properties: {
          addressPrefix: '10.0.1.0/24'
          natGateway: { id: nat.id }
        }
      }
    ]
  }
}

resource db 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet
  name: 'db'
  properties: {
    addressPrefix: '10.0.2.0/24'
  }
}

resource nat 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'nat'
  location: location
  properties: {
    publicIpAddresses: [{ id: pip.id }]
  }
}

resource pip 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip'
  location: location
  properties: { publicIPAllocationMethod: 'Static' }
}

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: {
      defaultAction: 'Allow' // until the network is ready
      bypass: 'None'
    }
  }
}
