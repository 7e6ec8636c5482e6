resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
			ipRules: [
				{ value: '203.0.113.1-203.0.113.6' }
				//       ~~~~~~~~~~~~~~~~~~~~~~~~~ KV202 (warning) Azure may reject kv: '203.0.113.1-203.0.113.6' is no CIDR range. 💡
				{ value: '198.51.100.7' }
			]
		}
	}
}
