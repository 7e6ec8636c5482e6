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
    environmentVariables: [{ name: 'VAULT', value: kv.properties.vaultUri }]
    retentionInterval: 'PT1H'
    scriptContent: './configure.sh'
  }
}
