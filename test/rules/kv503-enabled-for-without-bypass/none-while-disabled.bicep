resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    enabledForDiskEncryption: true
    //                        ~~~~ KV503 kv shuts out disk encryption, which it permits: the bypass is None. 💡
    enabledForTemplateDeployment: true
    //                            ~~~~ KV503 kv shuts out template deployments, which it permits: the bypass is None. 💡
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
  }
}
