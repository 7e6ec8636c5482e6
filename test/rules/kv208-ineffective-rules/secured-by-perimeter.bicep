resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'SecuredByPerimeter'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [
    //~~~~~~~ KV208 1 IP rule of kv has no effect: a perimeter decides instead. 💡
        { value: '203.0.113.7' }
      ]
    }
  }
}
