resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		enabledForDeployment: true
		//                    ~~~~ KV503 kv shuts out virtual machines, which it permits: the bypass is None. 💡
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'None'
		}
	}
}
