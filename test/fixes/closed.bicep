param location string = 'westeurope'

resource vnet 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'vnet'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'app', properties: { addressPrefix: '10.0.0.0/24' } }
    ]
  }
}

// the vault of the shop
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: location
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'Disabled'
  }
} // nobody gets in
resource db 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' = {
  parent: vnet
  name: 'db'
  properties: { addressPrefix: '10.0.1.0/24' }
}
