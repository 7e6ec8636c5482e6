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

module app 'modules/app.bicep' = {
	params: {
		password: kv.getSecret('password')
		//        ~~~~~~~~~~~~~~~~~~~~~~~~ KV504 (info) The deployment may not take a secret out of kv, which does not permit it. 💡
	}
}
