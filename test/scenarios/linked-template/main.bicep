module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    networkName: 'vnet-linked'
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: 'kv-linked'
    subnetId: network.outputs.subnetId
  }
}
