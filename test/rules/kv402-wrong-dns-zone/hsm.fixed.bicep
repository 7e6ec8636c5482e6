resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink.managedhsm.azure.net'
  location: 'global'
}
