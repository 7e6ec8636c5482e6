resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  location            = "westeurope"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}

resource "azurerm_key_vault" "kv" {
  name                       = "kv"
  location                   = "westeurope"
  resource_group_name        = "rg"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    default_action             = "Deny"
    bypass                     = "AzureServices"
    virtual_network_subnet_ids = [azurerm_subnet.app.id]
  }
}

resource "azurerm_container_app_environment" "environment" {
  name                     = "environment"
  location                 = "westeurope"
  resource_group_name      = "rg"
  infrastructure_subnet_id = azurerm_subnet.app.id
}

resource "azurerm_container_app" "app" {
  name                         = "app"
  resource_group_name          = "rg"
  container_app_environment_id = azurerm_container_app_environment.environment.id
  revision_mode                = "Single"

  secret {
    name                = "api-key"
    identity            = "System"
    key_vault_secret_id = "${azurerm_key_vault.kv.vault_uri}secrets/api-key"
  }
}
