variable "regions" {
  type    = list(string)
  default = ["north", "west"]
}

variable "offices" {
  type    = list(string)
  default = ["203.0.113.0/25", "198.51.100.7"]
}

data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "kv" {
  for_each                   = toset(var.regions)
  name                       = "kv-${each.key}"
  location                   = "westeurope"
  resource_group_name        = "rg-loops"
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass         = "None"
    default_action = "Deny"
    ip_rules       = [for office in var.offices : office]
  }
}
