resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
			ipRules: [
				{ value: '203.0.113.7' }
				// the same again
				{ value: '203.0.113.7/32' }
				//       ~~~~~~~~~~~~~~~~ KV205 203.0.113.7/32 adds nothing to kv: it is listed twice. 💡
			]
		}
	}
}
