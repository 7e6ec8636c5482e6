/**
 * ARM JSON of about this many UTF-16 code units with realistic proportions: one of 25 resources is a vault and one its
 * network; the others are unrelated to vaults.
 */
export function ordinaryArm(length: number): string {
  const resources: object[] = [];
  for (let total = 0; total < length;) {
    const resource = armResource(resources.length);
    resources.push(resource);
    total += JSON.stringify(resource, null, 2).length;
  }
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  const parameters = {
    location: { type: "string", defaultValue: "[resourceGroup().location]" },
    tags: { type: "object", defaultValue: {} },
  };
  const variables = { prefix: "contoso" };
  return JSON.stringify({ $schema, contentVersion: "1.0.0.0", parameters, variables, resources }, null, 2);
}

function armResource(index: number): object {
  const location = "[parameters('location')]";
  const tags = "[parameters('tags')]";
  if (index % 25 === 0) {
    const subnet = `[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet${index + 1}', 'app')]`;
    return {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2023-07-01",
      name: `[concat(variables('prefix'), 'kv${index}')]`,
      location,
      tags,
      properties: {
        tenantId: "[subscription().tenantId]",
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        publicNetworkAccess: "Enabled",
        networkAcls: {
          defaultAction: "Deny",
          bypass: "AzureServices",
          ipRules: [{ value: "20.1.2.0/24" }, { value: "20.7.7.7" }],
          virtualNetworkRules: [{ id: subnet }],
        },
      },
    };
  }
  if (index % 25 === 1) {
    const serviceEndpoints = [{ service: "Microsoft.KeyVault" }];
    const app = { name: "app", properties: { addressPrefix: "10.0.1.0/24", serviceEndpoints } };
    return {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2023-05-01",
      name: `vnet${index}`,
      location,
      tags,
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets: [app] },
    };
  }
  const service = { enabled: true, keyType: "Account" };
  return {
    type: "Microsoft.Storage/storageAccounts",
    apiVersion: "2023-01-01",
    name: `[concat(variables('prefix'), 'st${index}')]`,
    location,
    tags,
    sku: { name: "Standard_LRS" },
    kind: "StorageV2",
    properties: {
      minimumTlsVersion: "TLS1_2",
      allowBlobPublicAccess: false,
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
      encryption: { services: { blob: service, file: service }, keySource: "Microsoft.Storage" },
    },
  };
}

/** Terraform of about this many UTF-16 code units, in the same proportions. */
export function ordinaryTerraform(length: number): string {
  const blocks: string[] = ['variable "location" {\n  type = string\n}\n'];
  for (let total = 0, index = 0; total < length; index++) {
    const block = terraformBlock(index);
    blocks.push(block);
    total += block.length;
  }
  return blocks.join("\n");
}

function terraformBlock(index: number): string {
  if (index % 25 === 0)
    return `resource "azurerm_key_vault" "kv${index}" {
  name                          = "kv-\${var.location}-${index}"
  location                      = var.location
  resource_group_name           = "contoso"
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  public_network_access_enabled = true

  network_acls {
    default_action             = "Deny"
    bypass                     = "AzureServices"
    ip_rules                   = ["20.1.2.0/24", "20.7.7.7"]
    virtual_network_subnet_ids = [azurerm_subnet.app${index + 1}.id]
  }
}
`;
  if (index % 25 === 1)
    return `resource "azurerm_subnet" "app${index}" {
  name                 = "app"
  resource_group_name  = "contoso"
  virtual_network_name = "vnet${index}"
  address_prefixes     = ["10.0.1.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}
`;
  return `resource "azurerm_storage_account" "st${index}" {
  name                            = "contosost${index}"
  resource_group_name             = "contoso"
  location                        = var.location
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  min_tls_version                 = "TLS1_2"
  allow_nested_items_to_be_public = false

  network_rules {
    default_action = "Deny"
    bypass         = ["AzureServices"]
  }
}
`;
}

/** Bicep of about this many UTF-16 code units, in the same proportions. */
export function ordinaryBicep(length: number): string {
  const blocks: string[] = [
    "param location string = resourceGroup().location\nparam tags object = {}\nvar prefix = 'contoso'\n",
  ];
  for (let total = 0, index = 0; total < length; index++) {
    const block = bicepBlock(index);
    blocks.push(block);
    total += block.length;
  }
  return blocks.join("\n");
}

function bicepBlock(index: number): string {
  if (index % 25 === 0)
    return `@description('Keeps the secrets of part ${index}.')
resource kv${index} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '\${prefix}kv${index}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: [{ value: '20.1.2.0/24' }, { value: '20.7.7.7' }]
      virtualNetworkRules: [
        { id: vnet${index + 1}.properties.subnets[0].id }
      ]
    }
  }
}
`;
  if (index % 25 === 1)
    return `resource vnet${index} 'Microsoft.Network/virtualNetworks@2023-05-01' = {
  name: 'vnet${index}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'app', properties: { addressPrefix: '10.0.1.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }
    ]
  }
}
`;
  return `@description('Holds the files of part ${index}.')
resource st${index} 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: '\${prefix}st${index}'
  location: location
  tags: tags
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2' // older clients are refused
    allowBlobPublicAccess: false
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' }
    encryption: { keySource: 'Microsoft.Storage', services: { blob: { enabled: true, keyType: 'Account' } } }
  }
}
`;
}
