resource "azurerm_key_vault" "kv" {
  count               = 0
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}
