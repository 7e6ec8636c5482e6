param name string
param networkAcls networkRules?
param privateEndpoints array?
@allowed(['', 'Enabled', 'Disabled'])
param publicNetworkAccess string?

type networkRules = {
  bypass: ('AzureServices' | 'None')?
  defaultAction: ('Allow' | 'Deny')?
  virtualNetworkRules: array?
  ipRules: array?
}

resource keyVault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    networkAcls: !empty(networkAcls ?? {})
      ? {
          bypass: networkAcls.?bypass
          defaultAction: networkAcls.?defaultAction
          virtualNetworkRules: networkAcls.?virtualNetworkRules ?? []
          ipRules: networkAcls.?ipRules ?? []
        }
      : null
    publicNetworkAccess: !empty(publicNetworkAccess)
      ? publicNetworkAccess
      : (!empty(privateEndpoints ?? []) && empty(networkAcls ?? {}) ? 'Disabled' : null)
  }
}
