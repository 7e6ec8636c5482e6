param text string = '203.0.113.9'

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [{ addressRange: '203.0.113.7' }]
      //        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV211 Azure rejects kv: IP rule 1 has no 'value'.
      virtualNetworkRules: [{ subnetId: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app' }]
      //                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV211 Azure rejects kv: subnet rule 1 has no 'id'.
    }
  }
}
