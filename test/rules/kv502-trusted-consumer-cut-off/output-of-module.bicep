module vault 'modules/vault.bicep' = {
  name: 'vault'
}

resource disks 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'disks'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: {
      keyUrl: vault.outputs.key
    //~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out disks (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
    }
  }
}

resource backups 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'backups'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: {
      keyUrl: vault.outputs.key
    //~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out backups (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
    }
  }
}
