resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
}

resource zone2 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink.vaultcore.azure.cn'
  location: 'global'
}

resource zone3 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink.managedhsm.azure.net'
  location: 'global'
}

resource zone4 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink.blob.core.windows.net'
  location: 'global'
}
