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

module sets 'modules/two-sets.bicep' = {
  name: 'sets'
  params: {
    key: '${kv.properties.vaultUri}keys/cmk/1'
    //   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out disks (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
    //   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 kv shuts out backups (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
  }
}
