resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    publicNetworkAccess: 'SecuredByPerimeter'
    //                   ~~~~~~~~~~~~~~~~~~~~ KV405 kv admits private endpoints only: no perimeter is associated with it here.
  }
}

resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: {
      keyUrl: '${kv.properties.vaultUri}keys/cmk/1'
      //      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out des (Azure Disk Storage): its perimeter stops trusted services too; add an inbound rule.
      sourceVault: { id: kv.id }
    }
  }
}
