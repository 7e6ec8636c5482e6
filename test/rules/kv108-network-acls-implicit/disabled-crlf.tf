// reveals KV107
resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV106 Whether trusted services pass into azurerm_key_vault.kv is left to Azure: no bypass is written. 💡
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV108 azurerm_key_vault.kv has no network rules for the day its public access is enabled. 💡
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  sku_name                      = "standard"
  tenant_id                     = var.tenant_id
  public_network_access_enabled = false
}
