resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction:
      bypass: 'None'
    }
  }
}
