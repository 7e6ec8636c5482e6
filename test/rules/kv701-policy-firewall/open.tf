// reveals KV107
resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: it has no network rules. 💡
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV701 Azure Policy 55615ac9 reports azurerm_key_vault.kv: its default action is not Deny. 💡
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}
