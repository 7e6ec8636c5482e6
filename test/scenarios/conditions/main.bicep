param withNetwork bool
param withSecond bool

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = if (withNetwork) {
  name: 'vnet-cond'
  location: resourceGroup().location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.1.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.1.0.0/24'
          serviceEndpoints: [
            {
              service: 'Microsoft.KeyVault'
            }
          ]
        }
      }
    ]
  }
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-conditions'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    publicNetworkAccess: withNetwork ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      virtualNetworkRules: withNetwork
        ? [
            {
              id: resourceId('Microsoft.Network/virtualNetworks/subnets', vnet.name, 'app')
            }
          ]
        : []
    }
  }
}

resource perhaps 'Microsoft.KeyVault/vaults@2023-07-01' = if (withSecond) {
  name: 'kv-perhaps'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Allow'
    }
  }
}
