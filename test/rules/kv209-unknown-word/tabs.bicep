resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		publicNetworkAccess: 'Disable'
		//                   ~~~~~~~~~ KV209 'Disable' is no public access for kv: Azure knows Enabled, Disabled and SecuredByPerimeter. 💡
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'None'
		}
	}
}
