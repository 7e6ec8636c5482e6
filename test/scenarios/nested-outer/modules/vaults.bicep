param action string
param name string
param office string

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
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
      defaultAction: action
      ipRules: [
        {
          value: office
        }
      ]
    }
  }
}
