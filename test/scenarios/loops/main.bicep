param regions string[] = ['north', 'west']
param offices array = [
  '203.0.113.0/25'
  '198.51.100.7'
]

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = [for region in regions: {
  name: 'kv-${region}'
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
      defaultAction: 'Deny'
      ipRules: [for office in offices: {
        value: office
      }]
    }
  }
}]
