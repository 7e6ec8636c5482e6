resource vnet 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
}
resource bare 'Microsoft.Network/virtualNetworks/subnets@2024-01-01' = {
  parent: vnet
  name: 'bare'
  properties: { addressPrefix: '10.0.0.0/24' }
}
resource kv 'Microsoft.KeyVault/vaults@2024-01-01' = {
  name: 'kv-cases'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [{ id: bare.id, ignoreMissingVnetServiceEndpoint: true }]
    }
  }
}
resource kvNone 'Microsoft.KeyVault/vaults@2024-01-01' = {
  name: 'kv-none'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
resource cert 'Microsoft.Web/certificates@2024-01-01' = {
  name: 'cert'
  properties: { keyVaultId: kv.id, keyVaultSecretName: 'site' }
}
resource site 'Microsoft.Web/sites@2024-01-01' = {
  name: 'site'
  identity: { type: 'SystemAssigned' }
  properties: {
    siteConfig: {
      appSettings: [
        {
          name: 'ApiKey'
          value: '@Microsoft.KeyVault(SecretUri=${kv.properties.vaultUri}secrets/api-key)'
        }
      ]
    }
  }
}
resource uami 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-01-01' = {
  name: 'uami'
}
resource apim 'Microsoft.ApiManagement/service@2024-01-01' = {
  name: 'apim'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${uami.id}': {} } }
  properties: {
    hostnameConfigurations: [
      {
        type: 'Proxy'
        hostName: 'api.contoso.com'
        keyVaultId: '${kv.properties.vaultUri}secrets/site'
      }
    ]
  }
}
resource factory 'Microsoft.DataFactory/factories@2024-01-01' = {
  name: 'factory'
  identity: { type: 'SystemAssigned' }
  properties: {}
}
resource vaultService 'Microsoft.DataFactory/factories/linkedservices@2024-01-01' = {
  parent: factory
  name: 'vault-service'
  properties: { type: 'AzureKeyVault', typeProperties: { baseUrl: kv.properties.vaultUri } }
}
resource runtime 'Microsoft.DataFactory/factories/integrationRuntimes@2024-01-01' = {
  parent: factory
  name: 'shir'
  properties: { type: 'SelfHosted' }
}
resource database 'Microsoft.DataFactory/factories/linkedservices@2024-01-01' = {
  parent: factory
  name: 'onprem-sql'
  properties: {
    type: 'SqlServer'
    connectVia: { referenceName: 'shir', type: 'IntegrationRuntimeReference' }
    typeProperties: {
      connectionString: 'Server=db1;User Id=reader'
      password: {
        type: 'AzureKeyVaultSecret'
        store: { referenceName: 'vault-service', type: 'LinkedServiceReference' }
        secretName: 'reader-password'
      }
    }
  }
}
resource des 'Microsoft.Compute/diskEncryptionSets@2024-01-01' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: { keyUrl: '${kvNone.properties.vaultUri}keys/cmk', sourceVault: { id: kvNone.id } }
  }
}
resource profile 'Microsoft.Cdn/profiles@2024-01-01' = {
  name: 'profile'
  identity: { type: 'SystemAssigned' }
}
resource tls 'Microsoft.Cdn/profiles/secrets@2024-01-01' = {
  parent: profile
  name: 'tls'
  properties: {
    parameters: {
      type: 'CustomerCertificate'
      useLatestVersion: true
      secretSource: { id: '${kv.id}/secrets/site-cert' }
    }
  }
}
resource secret 'Microsoft.KeyVault/vaults/secrets@2024-01-01' = {
  parent: kvNone
  name: 'db'
  properties: { value: 'x' }
}
resource fn 'Microsoft.Web/sites@2024-01-01' = {
  name: 'fn'
  kind: 'functionapp'
  identity: { type: 'SystemAssigned' }
  properties: {
    virtualNetworkSubnetId: bare.id
    siteConfig: {
      appSettings: [
        {
          name: 'ApiKey'
          value: '@Microsoft.KeyVault(SecretUri=${kv.properties.vaultUri}secrets/api-key)'
        }
      ]
    }
  }
}
