resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		enabledForDeployment: true
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
		}
	}
}
