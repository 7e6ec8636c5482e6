resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
	name: 'kv'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'None'
		}
	}
}

resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
	name: 'des'
	location: 'westeurope'
	identity: { type: 'SystemAssigned' }
	properties: {
		activeKey: {
			keyUrl: '${kv.properties.vaultUri}keys/cmk/1'
			//      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out des (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
			sourceVault: { id: kv.id }
		}
	}
}
