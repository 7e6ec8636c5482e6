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
    //~~~~~~~~~~~ KV102 4 IP rules together let nearly every public IPv4 address into azurerm_key_vault.kv. 💡
    //~~~~~~~~~~~ KV103 0.0.0.0/1 lets 2,092,957,696 addresses into azurerm_key_vault.kv.
      "128.0.0.0/2",
    //~~~~~~~~~~~~~ KV103 128.0.0.0/2 lets 1,072,627,711 addresses into azurerm_key_vault.kv.
      "192.0.0.0/5",
    //~~~~~~~~~~~~~ KV103 192.0.0.0/5 lets 134,152,192 addresses into azurerm_key_vault.kv.
      "200.0.0.0/6",
    //~~~~~~~~~~~~~ KV103 200.0.0.0/6 lets 67,108,864 addresses into azurerm_key_vault.kv.
      "208.0.0.0/4",
    //~~~~~~~~~~~~~ KV103 208.0.0.0/4 lets 268,435,456 addresses into azurerm_key_vault.kv.
    ]
  }
}
