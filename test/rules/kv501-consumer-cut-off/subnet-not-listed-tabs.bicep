resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
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

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'AzureServices'
		}
	}
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
	name: 'site'
	location: 'westeurope'
	kind: 'app,linux'
	identity: { type: 'SystemAssigned' }
	properties: {
		virtualNetworkSubnetId: vnet.properties.subnets[0].id
		siteConfig: {
			appSettings: [
				{ name: 'ApiKey', value: '@Microsoft.KeyVault(VaultName=${kv.name};SecretName=api-key)' }
				//                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 kv shuts out site (App Service Key Vault references): subnet vnet/app has the service endpoint but is not listed; add a subnet rule. 💡
			]
		}
	}
}
