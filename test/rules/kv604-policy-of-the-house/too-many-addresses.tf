resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["203.0.113.0/25"]
  //~~~~~~~~ KV604 IP rules let 128 addresses into azurerm_key_vault.kv; the access file allows 64.
  }
}
