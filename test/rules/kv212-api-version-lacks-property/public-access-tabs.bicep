resource kv 'Microsoft.KeyVault/vaults@2019-09-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		publicNetworkAccess: 'Disabled'
//~~~~~~~~~~~~~~~~~~~ KV212 publicNetworkAccess of kv may do nothing: API version 2019-09-01 does not have it. 💡
		enableRbacAuthorization: true
	}
}
