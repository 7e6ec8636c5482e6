# keyvault-network-ignore-file KV101, KV208 until 2025-01-01: the old landing zone
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV901 This suppression of KV101 ended on 2025-01-01.
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV208 matches nothing.
resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: it has no network rules. 💡
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}
