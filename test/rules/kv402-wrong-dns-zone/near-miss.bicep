resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
//       ~~~~ KV402 Nobody looks for key vaults in zone privatelink.vault.azure.net: their private zone is privatelink.vaultcore.azure.net. 💡
  name: 'privatelink.vault.azure.net'
  location: 'global'
}
