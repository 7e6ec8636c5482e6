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
      "203.0.113.0/24",
      "198.51.0.0/16",
    //~~~~~~~~~~~~~~~ KV103 198.51.0.0/16 lets 65,536 addresses into azurerm_key_vault.kv.
    //~~~~~~~~~~~~~~~ KV205 198.51.0.0/16 adds nothing to azurerm_key_vault.kv: 198.48.0.0/13 holds it already. 💡
      "198.48.0.0/13",
    //~~~~~~~~~~~~~~~ KV103 198.48.0.0/13 lets 524,288 addresses into azurerm_key_vault.kv.
    ]
  }
}
