variable "acls" {
  type    = object({ action = string })
  default = { action = "Deny" }
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  dynamic "network_acls" {
    for_each = var.acls == null ? [] : [var.acls]
    content {
      bypass         = "AzureServices"
      default_action = network_acls.value.action
    }
  }
}
