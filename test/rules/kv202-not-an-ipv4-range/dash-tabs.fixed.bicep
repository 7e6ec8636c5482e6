resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
			ipRules: [
				{ value: '203.0.113.1/32' }
				{ value: '198.51.100.7' }
				{ value: '203.0.113.2/31' }
				{ value: '203.0.113.4/31' }
				{ value: '203.0.113.6/32' }
			]
		}
	}
}
