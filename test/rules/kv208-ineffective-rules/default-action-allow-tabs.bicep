resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Allow'
			//             ~~~~~~~ KV101 kv accepts traffic from every public address: its default action is Allow. 💡
			bypass: 'AzureServices'
			ipRules: [
	//~~~~~~~ KV208 1 IP rule of kv has no effect: its default action is Allow. 💡
				{ value: '203.0.113.7' }
			]
		}
	}
}
