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

resource passing 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'passing'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}

module shut 'modules/disks.bicep' = {
//     ~~~~ KV502 kv shuts out des (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡
  name: 'shut'
  params: {
    vaultUri: kv.properties.vaultUri
  }
}

module passes 'modules/disks.bicep' = {
  name: 'passes'
  params: {
    vaultUri: passing.properties.vaultUri
  }
}
