variable "access" {
  type = bool
}

variable "action" {
  type = string
}

resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  sku_name                      = "standard"
  tenant_id                     = var.tenant_id
  public_network_access_enabled = var.access

  network_acls {
    default_action = var.action
    bypass         = "AzureServices"
    ip_rules       = ["203.0.113.7"]
  }
}
