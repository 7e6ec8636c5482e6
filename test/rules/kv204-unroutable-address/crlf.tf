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
      "203.0.113.7",
      "127.0.0.1",
    //~~~~~~~~~~~ KV204 127.0.0.1 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
    ]
  }
}
