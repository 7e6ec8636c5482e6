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
    }
  }
}
