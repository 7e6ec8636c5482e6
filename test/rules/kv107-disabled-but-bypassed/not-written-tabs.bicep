resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		publicNetworkAccess: 'disabled'
		networkAcls: {
//~~~~~~~~~~~ KV107 Trusted services still reach kv although its public access is disabled. 💡
			defaultAction: 'Deny' // and nobody else
		}
	}
}
