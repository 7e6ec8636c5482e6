resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
//~~~~~~~~~~~ KV101 kv accepts traffic from every public address: its default action is not written. 💡
//~~~~~~~~~~~ KV105 What kv does by default is left to Azure: no default action is written. 💡
			bypass: 'None' // nobody else
		}
	}
}
