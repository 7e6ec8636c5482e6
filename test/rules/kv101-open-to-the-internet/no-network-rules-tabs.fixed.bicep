resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		enableSoftDelete: true // kept for 90 days
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
		}
	}
}
