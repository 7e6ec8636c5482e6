resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
//       ~~~~ KV402 Nobody looks for key vaults in zone privatelink.vault.usgovcloudapi.net: their private zone is privatelink.vaultcore.usgovcloudapi.net. 💡
  name: 'privatelink.vault.usgovcloudapi.net'
  location: 'global'
}
