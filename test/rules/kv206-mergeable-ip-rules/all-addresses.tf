resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules = [
      "0.0.0.0/1",
    //~~~~~~~~~~~ KV102 2 IP rules together let every public IPv4 address into azurerm_key_vault.kv. 💡
    //~~~~~~~~~~~ KV103 0.0.0.0/1 lets 2,092,957,696 addresses into azurerm_key_vault.kv.
      "128.0.0.0/1",
    //~~~~~~~~~~~~~ KV103 128.0.0.0/1 lets 1,609,433,087 addresses into azurerm_key_vault.kv.
    ]
  }
}
