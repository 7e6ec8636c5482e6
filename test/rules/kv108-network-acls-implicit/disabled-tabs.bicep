// reveals KV107
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~ KV106 Whether trusted services pass into kv is left to Azure: no bypass is written. 💡
//       ~~ KV108 kv has no network rules for the day its public access is enabled. 💡
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		publicNetworkAccess: 'Disabled'
	}
}
