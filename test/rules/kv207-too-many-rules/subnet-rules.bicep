resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: map(range(0, 201), i => { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'hub', 's${i}') })
    //~~~~~~~~~~~~~~~~~~~ KV207 Azure rejects kv: it has 201 subnet rules, and 200 are the most.
    }
  }
}
