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
					serviceEndpoints: [{ service: 'Microsoft.KeyVault' }]
				}
			}
		]
	}
}

resource ip 'Microsoft.Network/publicIPAddresses@2023-09-01' = {
	name: 'ip'
	location: 'westeurope'
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
				{ id: '${vnet.id}/subnets/app' }
			]
		}
	}
	dependsOn: [
		ip // for the logs
	]
}
