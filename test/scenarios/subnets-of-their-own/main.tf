data "azurerm_client_config" "current" {}

resource "azurerm_virtual_network" "vnet" {
  name                = "vnet-app"
  location            = "westeurope"
  resource_group_name = "rg-subnets"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg-subnets"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.1.0.0/24"]
  service_endpoints    = ["Microsoft.Storage", "Microsoft.KeyVault"]
}

resource "azapi_resource" "jobs" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"
  name      = "jobs"
  parent_id = azurerm_virtual_network.vnet.id

  body = {
    properties = {
      addressPrefix = "10.1.1.0/24"
    }
  }
}

resource "azurerm_key_vault" "kv" {
  name                       = "kv-subnets"
  location                   = "westeurope"
  resource_group_name        = "rg-subnets"
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass                     = "None"
    default_action             = "Deny"
    virtual_network_subnet_ids = [azurerm_subnet.app.id, azapi_resource.jobs.id]
  }
}
