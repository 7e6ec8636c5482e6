/**
 * One part of a large template, with as many comments, decorators, descriptions, properties and calls as the public
 * templates that tree-sitter-bicep reads without errors; `README.md` describes how that was measured.
 */
export function bicepSection(index: number): string {
  return [parameters, variables, vault, endpoint, network, assignments, outputs]
    .map((part) => part(index))
    .join("\n");
}

function parameters(index: number): string {
  return `// Team ${index}: a vault behind a private endpoint, its network and who may read its secrets

@description('Required. Name of team ${index}, as it stands in the tags and in the names of its resources.')
@minLength(3)
@maxLength(11)
param team${index} string

@description('Optional. Where the resources of the team are deployed. The default is the place of the resource group that the template is deployed to.')
param location${index} string = resourceGroup().location

@description('Optional. Whether the vault may be reached from outside of the private endpoint, for a while and from a few addresses.')
@allowed([
  'Enabled'
  'Disabled'
])
param publicAccess${index} string = 'Disabled'

@description('Optional. Days for which a deleted secret can be brought back by those who may do so. Must lie between 7 and 90.')
param retention${index} int = 90

@description('Optional. Public addresses of the offices of the team, in CIDR notation. Private addresses are refused by the firewall of a vault.')
param offices${index} array = [
  '203.0.113.${index % 256}/32'
  '198.51.100.0/24'
]

@secure()
@description('Optional. Connection string of the database, which is kept as a secret of the vault. The secret is left out where nothing is given.')
param connection${index} string?
`;
}

function variables(index: number): string {
  return `var vaultName${index} = take('kv-\${team${index}}-\${uniqueString(resourceGroup().id, location${index})}', 24)
var tags${index} = union(resourceGroup().tags, { team: team${index}, purpose: 'Secrets of the team and of its pipelines' })
`;
}

function vault(index: number): string {
  return `// The vault trusts no network but those that are listed.
resource vault${index} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName${index}
  location: location${index}
  tags: tags${index}
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: retention${index}
    publicNetworkAccess: publicAccess${index}
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [for office in offices${index}: {
        value: office
      }]
      virtualNetworkRules: [
        {
          id: network${index}.properties.subnets[0].id
          ignoreMissingVnetServiceEndpoint: false
        }
      ]
    }
  }

  resource secret 'secrets' = if (!empty(connection${index})) {
    name: 'connection-string'
    properties: {
      value: connection${index} // read by the web application at its start
      contentType: 'text/plain'
    }
  }
}
`;
}

function endpoint(index: number): string {
  return `// The private endpoint, and the record that makes the vault's name resolve to it.
module endpoint${index} 'modules/network/private-endpoint.bicep' = {
  name: '\${deployment().name}-endpoint-${index}'
  scope: resourceGroup(split(network${index}.id, '/')[4])
  params: {
    name: 'pe-\${vault${index}.name}'
    location: location${index}
    subnetId: '\${network${index}.id}/subnets/endpoints'
    serviceId: vault${index}.id
    groupIds: [
      'vault'
    ]
    zoneId: resourceId('Microsoft.Network/privateDnsZones', 'privatelink.vaultcore.azure.net')
    tags: tags${index}
  }
}
`;
}

function network(index: number): string {
  return `resource network${index} 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'vnet-\${team${index}}-\${location${index}}'
  location: location${index}
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.${index % 256}.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'application'
        properties: {
          addressPrefix: cidrSubnet('10.${index % 256}.0.0/16', 24, 0)
          serviceEndpoints: [
            { service: 'Microsoft.KeyVault' }
          ]
          networkSecurityGroup: {
            id: resourceId('Microsoft.Network/networkSecurityGroups', 'nsg-\${team${index}}-application')
          }
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet('10.${index % 256}.0.0/16', 26, 8)
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}
`;
}

function assignments(index: number): string {
  return `var roleId${index} = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

@description('Optional. Object ids of those who may read the secrets of the vault: people, groups or managed identities. They are given the role of a secrets user on the vault itself, not on its resource group.')
param readers${index} array = []

resource assignment${index} 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (reader, i) in readers${index}: {
  name: guid(vault${index}.id, reader, roleId${index})
  scope: vault${index}
  properties: {
    roleDefinitionId: roleId${index}
    principalId: reader
    principalType: i == 0 && length(readers${index}) > 1 ? 'Group' : 'ServicePrincipal'
    description: 'Reads the secrets of the vault for the team \${team${index}}'
  }
}]
`;
}

function outputs(index: number): string {
  return `@description('Address of the vault, for applications that read its secrets at their start.')
output vaultUri${index} string = vault${index}.properties.vaultUri

@description('Id of the private endpoint of the vault.')
output endpointId${index} string = endpoint${index}.outputs.id
`;
}
