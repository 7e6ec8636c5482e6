param prefix string

resource vaultOfTheTeamThatLooksAfterEverybodysSecretsAndKeys 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${prefix}${uniqueString(resourceGroup().id)}'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
    }
  }
}
