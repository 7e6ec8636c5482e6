resource "azapi_resource" "vnet" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = "vnet"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      addressSpace = { addressPrefixes = ["10.0.0.0/16"] }
      subnets = [
        {
          name = "app"
          properties = {
            addressPrefix    = "10.0.0.0/24"
            natGateway       = { id = azapi_resource.nat.id }
            serviceEndpoints = [{ service = "Microsoft.KeyVault" }]
          }
        },
      ]
    }
  }
}

resource "azapi_resource" "nat" {
  type      = "Microsoft.Network/natGateways@2024-05-01"
  name      = "nat"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      publicIpAddresses = [{ id = azapi_resource.pip.id }]
    }
  }
}

resource "azapi_resource" "pip" {
  type                   = "Microsoft.Network/publicIPAddresses@2024-05-01"
  name                   = "pip"
  parent_id              = azurerm_resource_group.rg.id
  location               = "westeurope"
  response_export_values = ["properties.ipAddress"]

  body = {
    properties = {
      publicIPAllocationMethod = "Static"
    }
  }
}

resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
        ipRules = [
          { value = azapi_resource.pip.output.properties.ipAddress },
        ]
        virtualNetworkRules = [{ id = "${azapi_resource.vnet.id}/subnets/app" }]
      }
    }
  }
}
