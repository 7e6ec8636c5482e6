resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
}
resource app 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet
  name: 'app'
  properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }
}
resource kvNone 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-none'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
resource kvDisabled 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-disabled'
  properties: {
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}
resource kvPerimeter 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-perimeter'
  properties: {
    publicNetworkAccess: 'SecuredByPerimeter'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}
resource kvListed 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-listed'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: app.id }] }
  }
}
