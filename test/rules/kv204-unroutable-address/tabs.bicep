resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
			ipRules: [
				{ value: '127.0.0.1' }
				//       ~~~~~~~~~~~ KV204 127.0.0.1 never admits anybody to kv: no client has such an address. 💡
				{ value: '203.0.113.7' }
			]
		}
	}
}
