# keyvault-network-ignore-file KV101: test vaults only
# keyvault-network-ignore-file KV201: nothing private here
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV902 This suppression of KV201 matches nothing.
resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 (suppressed) azurerm_key_vault.kv accepts traffic from every public address: it has no network rules. 💡
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id
}
