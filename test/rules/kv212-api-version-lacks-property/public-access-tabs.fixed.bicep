resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		publicNetworkAccess: 'Disabled'
		enableRbacAuthorization: true
	}
}
