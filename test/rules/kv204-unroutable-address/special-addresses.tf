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
      "127.0.0.1",
    //~~~~~~~~~~~ KV204 127.0.0.1 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
      "100.64.0.0/10",
    //~~~~~~~~~~~~~~~ KV204 100.64.0.0/10 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
      "169.254.1.1",
    //~~~~~~~~~~~~~ KV204 169.254.1.1 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
      "168.63.129.16",
    //~~~~~~~~~~~~~~~ KV204 168.63.129.16 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
      "255.255.255.255",
    //~~~~~~~~~~~~~~~~~ KV204 255.255.255.255 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
      "0.0.0.0",
    //~~~~~~~~~ KV204 0.0.0.0 never admits anybody to azurerm_key_vault.kv: no client has such an address. 💡
      "203.0.113.7",
    ]
  }
}
