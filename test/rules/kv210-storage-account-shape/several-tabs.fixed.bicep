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
				{ value: '198.51.100.7' }
			]
			virtualNetworkRules: [
				{
					id: '/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app'
				}
			]
		}
	}
}
