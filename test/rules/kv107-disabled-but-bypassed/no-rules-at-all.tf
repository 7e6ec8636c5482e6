// reveals KV107
resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV106 Trusted services pass into azurerm_key_vault.kv by default: no bypass is written. 💡
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  sku_name                      = "standard"
  tenant_id                     = var.tenant_id
  public_network_access_enabled = false
}
