variable "name" {
  type = string
}

variable "default_action" {
  type    = string
  default = "Deny"
}

variable "addresses" {
  type    = list(string)
  default = []
}

data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "kv" {
  name                       = var.name
  location                   = "westeurope"
  resource_group_name        = "rg-module"
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass         = "AzureServices"
    default_action = var.default_action
    ip_rules       = var.addresses
  }
}
