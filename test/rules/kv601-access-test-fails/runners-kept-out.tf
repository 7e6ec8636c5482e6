resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
  //~~~~~~~~~~~~~~~~~~~~~~~ KV601 Access test 'Runners get in' fails at azurerm_key_vault.kv: The default action denies whatever nothing has admitted.
    bypass         = "None"
    ip_rules       = ["198.51.100.7"]
  }
}
