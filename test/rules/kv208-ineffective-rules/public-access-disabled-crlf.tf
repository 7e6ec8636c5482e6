resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  sku_name                      = "standard"
  tenant_id                     = var.tenant_id
  public_network_access_enabled = false

  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["203.0.113.7"]
  //~~~~~~~~ KV208 1 IP rule of azurerm_key_vault.kv has no effect: its public access is disabled. 💡
  }
}
