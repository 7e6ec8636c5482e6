resource hsm 'Microsoft.KeyVault/managedHSMs@2025-05-01' = {
//                                           ~~~~~~~~~~ KV213 Azure stops taking hsm on 2027-02-27: API version 2025-05-01 retires. 💡
	name: 'hsm'
	location: 'westeurope'
	properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }
}
