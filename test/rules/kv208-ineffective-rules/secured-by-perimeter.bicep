resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'SecuredByPerimeter'
    //                   ~~~~~~~~~~~~~~~~~~~~ KV405 kv admits private endpoints only: no perimeter is associated with it here.
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
