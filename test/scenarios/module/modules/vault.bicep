param name string
@allowed(['Allow', 'Deny'])
param defaultAction string = 'Deny'
param addresses array = []

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
      bypass: 'AzureServices'
      defaultAction: defaultAction
      ipRules: map(addresses, address => { value: address })
    }
  }
}
