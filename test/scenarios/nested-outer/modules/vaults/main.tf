variable "action" {
  type = string
}

variable "name" {
  type = string
}

variable "office" {
  type = string
}

data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "kv" {
  name                       = var.name
  location                   = "westeurope"
  resource_group_name        = "rg-outer"
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass         = "None"
    default_action = var.action
    ip_rules       = [var.office]
  }
}
