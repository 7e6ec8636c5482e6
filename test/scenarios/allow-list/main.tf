resource "azurerm_resource_group" "rg" {
  name     = "rg-allow-list"
  location = "westeurope"
}

data "azurerm_client_config" "current" {}

resource "azurerm_virtual_network" "app" {
  name                = "vnet-app"
  location            = azurerm_resource_group.rg.location
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.1.0.0/16"]

  subnet {
    name              = "app"
    address_prefixes  = ["10.1.0.0/24"]
    service_endpoints = ["Microsoft.KeyVault"]
  }

  subnet {
    name             = "batch"
    address_prefixes = ["10.1.1.0/24"]
  }
}

resource "azurerm_key_vault" "kv" {
  name                          = "kv-allow-list"
  location                      = azurerm_resource_group.rg.location
  resource_group_name           = azurerm_resource_group.rg.name
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  public_network_access_enabled = true

  network_acls {
    bypass                     = "AzureServices"
    default_action             = "Deny"
    ip_rules                   = ["203.0.113.0/24", "198.51.100.7"]
    virtual_network_subnet_ids = [for s in azurerm_virtual_network.app.subnet : s.id if s.name == "app"]
  }
}
