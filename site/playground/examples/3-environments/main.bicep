// One template, two environments
param vaultName string
param allowedAddresses array = []

@allowed(['Allow', 'Deny'])
param defaultAction string = 'Deny'

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: vaultName
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    networkAcls: {
      defaultAction: defaultAction
      bypass: 'AzureServices'
      ipRules: [for address in allowedAddresses: {
        value: address
      }]
    }
  }
}
