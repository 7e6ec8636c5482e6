variable "withNetwork" {
  type = bool
}

variable "withSecond" {
  type = bool
}

data "azurerm_client_config" "current" {}

resource "azurerm_virtual_network" "cond" {
  count               = var.withNetwork ? 1 : 0
  name                = "vnet-cond"
  location            = "westeurope"
  resource_group_name = "rg-cond"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  count                = var.withNetwork ? 1 : 0
  name                 = "app"
  resource_group_name  = "rg-cond"
  virtual_network_name = azurerm_virtual_network.cond[0].name
  address_prefixes     = ["10.1.0.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}

resource "azurerm_key_vault" "kv" {
  name                          = "kv-conditions"
  location                      = "westeurope"
  resource_group_name           = "rg-cond"
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  public_network_access_enabled = var.withNetwork

  network_acls {
    bypass                     = "None"
    default_action             = "Deny"
    virtual_network_subnet_ids = azurerm_subnet.app[*].id
  }
}

resource "azurerm_key_vault" "perhaps" {
  count                      = var.withSecond ? 1 : 0
  name                       = "kv-perhaps"
  location                   = "westeurope"
  resource_group_name        = "rg-cond"
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass         = "None"
    default_action = "Allow"
  }
}
