resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV604 Access test 'Vaults are private' fails at azurerm_key_vault.kv: This vault is selected.
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["203.0.113.7"]
  }
}
