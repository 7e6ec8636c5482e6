param prefix string

resource vaultOfTheTeamThatLooksAfterEverybodysSecretsKeysCertificatesAndTokens 'Microsoft.KeyVault/vaults@2023-07-01' = {
//       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 vaultOfTheTeamThatLooksAfterEverybodysSecretsKeysCertificatesAn… accepts traffic from every public address: it has no network rules. 💡
  name: '${prefix}${uniqueString(resourceGroup().id)}'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
  }
}
