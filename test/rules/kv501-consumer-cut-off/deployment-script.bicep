resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}

resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'script'
  location: 'westeurope'
  kind: 'AzureCLI'
  properties: {
    azCliVersion: '2.61.0'
    retentionInterval: 'PT1H'
    scriptContent: 'az keyvault secret show --vault-name ${kv.name} --name api-key'
    //             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 kv shuts out script (Deployment scripts): it runs in no subnet; it needs a subnet rule or private endpoint.
  }
}
