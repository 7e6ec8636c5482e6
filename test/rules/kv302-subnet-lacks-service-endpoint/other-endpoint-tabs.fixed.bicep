resource vnet 'Microsoft.Network/virtualNetworks@2023-09-01' = {
	name: 'vnet'
	location: 'westeurope'
	properties: {
		addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
		subnets: [
			{
				name: 'app'
				properties: {
					addressPrefix: '10.0.0.0/24'
					serviceEndpoints: [
						{ service: 'Microsoft.Storage' } // for the logs
						{ service: 'Microsoft.KeyVault' }
					]
				}
			}
		]
	}
}

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
			virtualNetworkRules: [
				{ id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app') }
			]
		}
	}
	dependsOn: [vnet]
}
