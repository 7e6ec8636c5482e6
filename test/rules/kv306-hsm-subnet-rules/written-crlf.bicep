resource hsm 'Microsoft.KeyVault/managedHSMs@2023-07-01' = {
  name: 'hsm'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
    //~~~~~~~~~~~~~~~~~~~ KV306 hsm ignores 1 subnet rule: a managed HSM supports none. 💡
        { id: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app' }
      ]
    }
  }
}
