resource hsm 'Microsoft.KeyVault/managedHSMs@2023-07-01' = {
	name: 'hsm'
	location: 'westeurope'
	properties: {
		tenantId: subscription().tenantId
		networkAcls: {
			defaultAction: 'Deny'
			bypass: 'None'
			// of the old vault
		}
	}
}
