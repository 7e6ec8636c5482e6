resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: 'kv-${uniqueString(resourceGroup().id)}'
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: kv
  name: 'queue'
  properties: { value: 'none' }
}
