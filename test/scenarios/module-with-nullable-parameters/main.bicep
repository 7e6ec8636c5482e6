module plain 'modules/vault.bicep' = {
  name: 'plain'
  params: {
    name: 'kv-plain'
  }
}

module rules 'modules/vault.bicep' = {
  name: 'rules'
  params: {
    name: 'kv-rules'
    networkAcls: {
      defaultAction: 'Deny'
      ipRules: [
        {
          value: '203.0.113.7'
        }
      ]
    }
  }
}

module endpoint 'modules/vault.bicep' = {
  name: 'endpoint'
  params: {
    name: 'kv-endpoint'
    privateEndpoints: [
      {
        subnetResourceId: '/subscriptions/0/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/pe'
      }
    ]
  }
}
