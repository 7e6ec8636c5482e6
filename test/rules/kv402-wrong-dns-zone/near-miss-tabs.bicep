var zoneName = 'privatelink.keyvault.azure.net'

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
//       ~~~~ KV402 Nobody looks for key vaults in zone privatelink.keyvault.azure.net: their private zone is privatelink.vaultcore.azure.net.
	name: zoneName
	location: 'global'
}
