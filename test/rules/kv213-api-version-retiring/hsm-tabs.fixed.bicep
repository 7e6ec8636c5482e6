resource hsm 'Microsoft.KeyVault/managedHSMs@2026-02-01' = {
	name: 'hsm'
	location: 'westeurope'
	properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }
}
