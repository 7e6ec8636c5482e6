resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
//       ~~~~ KV402 Nobody looks for key vaults in zone privatelink.managed-hsm.azure.net: their private zone is privatelink.managedhsm.azure.net. 💡
  name: 'privatelink.managed-hsm.azure.net'
  location: 'global'
}
