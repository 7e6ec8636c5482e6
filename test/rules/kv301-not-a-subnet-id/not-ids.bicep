param prefix string

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [
        { id: resourceId('Microsoft.Network/virtualNetworks', 'vnet') }
        //    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV301 Azure rejects kv: '…Groups/<…>/providers/Microsoft.Network/virtualNetworks/vnet' is not the id of a subnet.
        { id: 'app' }
        //    ~~~~~ KV301 Azure rejects kv: 'app' is not the id of a subnet.
        { id: '10.0.0.0/24' }
        //    ~~~~~~~~~~~~~ KV301 Azure rejects kv: '10.0.0.0/24' is not the id of a subnet.
        { id: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnet/app' }
        //    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV301 Azure rejects kv: '…providers/Microsoft.Network/virtualNetworks/vnet/subnet/app' is not the id of a subnet.
        { id: '${prefix}/subnets' }
      ]
    }
  }
}
