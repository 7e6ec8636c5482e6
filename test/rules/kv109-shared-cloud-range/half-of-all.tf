resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = ["0.0.0.0/1"]
    //                ~~~~~~~~~~~ KV103 0.0.0.0/1 lets 2,092,957,696 addresses into azurerm_key_vault.kv.
  }
}
