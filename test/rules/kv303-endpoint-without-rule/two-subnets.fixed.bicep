resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
          natGateway: { id: resourceId('Microsoft.Network/natGateways', 'nat') }
          serviceEndpoints: [
            { service: 'Microsoft.KeyVault' }
          ]
        }
      }
      {
        name: 'batch'
        properties: {
          addressPrefix: '10.0.1.0/24'
          natGateway: { id: resourceId('Microsoft.Network/natGateways', 'nat') }
          serviceEndpoints: [
            { service: 'Microsoft.KeyVault' }
          ]
        }
      }
    ]
  }
}

resource nat 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'nat'
  location: 'westeurope'
  properties: {
    publicIpAddresses: [
      {
        id: resourceId('Microsoft.Network/publicIPAddresses', 'pip')
      }
    ]
  }
}

resource pip 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip'
  location: 'westeurope'
  properties: { publicIPAllocationMethod: 'Static' }
}

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
          value: reference(resourceId('Microsoft.Network/publicIPAddresses', 'pip'), '2024-05-01').ipAddress
        }
      ]
      virtualNetworkRules: [
        {
          id: '${vnet.id}/subnets/app'
        }
        {
          id: '${vnet.id}/subnets/batch'
        }
      ]
    }
  }
}
