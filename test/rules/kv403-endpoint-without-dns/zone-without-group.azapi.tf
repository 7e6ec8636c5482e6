resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "Disabled"
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "None"
      }
    }
  }
}

resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  location            = "westeurope"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "endpoints" {
  name                 = "endpoints"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
}

resource "azapi_resource" "pe" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV403 The name of azapi_resource.kv does not lead to private endpoint azapi_resource.pe.
  type      = "Microsoft.Network/privateEndpoints@2024-05-01"
  name      = "pe"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      subnet = { id = azurerm_subnet.endpoints.id }
      privateLinkServiceConnections = [
        {
          name = "kv"
          properties = {
            privateLinkServiceId = azapi_resource.kv.id
            groupIds             = ["vault"]
          }
        },
      ]
    }
  }
}

resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg"
}
