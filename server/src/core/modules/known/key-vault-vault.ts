/**
 * A description of the network behavior of the module `avm/res/key-vault/vault` of Azure Verified Modules: its
 * documented parameters, their defaults, and their effects
 * (https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/key-vault/vault#parameters). Verified with
 * version 0.14.0. Private endpoints without rules close the public endpoint; private endpoints with rules do not
 * change it. The contents it creates and the callers it permits are included.
 */
export const keyVaultModule = `
param name string
param location string = resourceGroup().location
@allowed(['default', 'recover'])
param createMode string = 'default'
param enableVaultForDeployment bool = true
param enableVaultForTemplateDeployment bool = true
param enableVaultForDiskEncryption bool = true
param networkAcls object?
@allowed(['', 'Enabled', 'Disabled'])
param publicNetworkAccess string = ''
param privateEndpoints array?
param enableRbacAuthorization bool = true
param accessPolicies array?
param roleAssignments array?
param secrets array?
param keys array?

var hasRules = !empty(networkAcls ?? {})
var hasEndpoints = !empty(privateEndpoints ?? [])

resource vault 'Microsoft.KeyVault/vaults' = {
  name: name
  location: location
  properties: {
    createMode: createMode
    enabledForDeployment: enableVaultForDeployment
    enabledForTemplateDeployment: enableVaultForTemplateDeployment
    enabledForDiskEncryption: enableVaultForDiskEncryption
    enableRbacAuthorization: enableRbacAuthorization
    accessPolicies: accessPolicies ?? []
    networkAcls: hasRules
      ? {
          bypass: networkAcls.?bypass
          defaultAction: networkAcls.?defaultAction
          virtualNetworkRules: networkAcls.?virtualNetworkRules ?? []
          ipRules: networkAcls.?ipRules ?? []
        }
      : null
    publicNetworkAccess: !empty(publicNetworkAccess)
      ? publicNetworkAccess
      : hasEndpoints && !hasRules ? 'Disabled' : null
  }
}

resource endpoints 'Microsoft.Network/privateEndpoints' = [for (endpoint, index) in (privateEndpoints ?? []): {
  name: endpoint.?name ?? 'pep-\${name}-\${endpoint.?service ?? 'vault'}-\${index}'
  location: endpoint.?location ?? location
  properties: {
    subnet: { id: endpoint.subnetResourceId }
    privateLinkServiceConnections: endpoint.?isManualConnection == true
      ? []
      : [{ properties: { privateLinkServiceId: vault.id, groupIds: [endpoint.?service ?? 'vault'] } }]
    manualPrivateLinkServiceConnections: endpoint.?isManualConnection == true
      ? [{ properties: { privateLinkServiceId: vault.id, groupIds: [endpoint.?service ?? 'vault'] } }]
      : []
  }
}]

resource zones 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups' = [for (endpoint, index) in (privateEndpoints ?? []): if (!empty(endpoint.?privateDnsZoneGroup)) {
  parent: endpoints[index]
  name: endpoint.privateDnsZoneGroup.?name ?? 'default'
  properties: {
    privateDnsZoneConfigs: map(endpoint.privateDnsZoneGroup.?privateDnsZoneGroupConfigs ?? [], config => {
      properties: { privateDnsZoneId: config.privateDnsZoneResourceId }
    })
  }
}]

resource policies 'Microsoft.KeyVault/vaults/accessPolicies' = if (!empty(accessPolicies ?? [])) {
  parent: vault
  name: 'add'
  properties: { accessPolicies: accessPolicies }
}

resource secret 'Microsoft.KeyVault/vaults/secrets' = [for each in (secrets ?? []): {
  parent: vault
  name: each.name
}]

resource key 'Microsoft.KeyVault/vaults/keys' = [for each in (keys ?? []): {
  parent: vault
  name: each.name
}]

resource grants 'Microsoft.Authorization/roleAssignments' = [for each in (roleAssignments ?? []): {
  name: each.?name ?? guid(vault.id, each.principalId, each.roleDefinitionIdOrName)
  scope: vault
  properties: { principalId: each.principalId, roleDefinitionId: each.roleDefinitionIdOrName }
}]

output name string = vault.name
output resourceId string = vault.id
output uri string = vault.properties.vaultUri
output location string = location
output resourceGroupName string = resourceGroup().name
output privateEndpoints array = [for (endpoint, index) in (privateEndpoints ?? []): {
  name: endpoints[index].name
  resourceId: endpoints[index].id
}]
output secrets array = [for (each, index) in (secrets ?? []): {
  resourceId: secret[index].id
  uri: secret[index].properties.secretUri
  uriWithVersion: secret[index].properties.secretUriWithVersion
}]
output keys array = [for (each, index) in (keys ?? []): {
  resourceId: key[index].id
  uri: key[index].properties.keyUri
  uriWithVersion: key[index].properties.keyUriWithVersion
}]
`;
