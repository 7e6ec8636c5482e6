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

var key = '${kv.properties.vaultUri}keys/cmk/1'

resource disks 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'disks'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: {
      keyUrl: key
      //      ~~~ KV502 kv shuts out disks (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
    }
  }
}

resource backups 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'backups'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: {
      keyUrl: key
      //      ~~~ KV502 kv shuts out backups (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
    }
  }
}
