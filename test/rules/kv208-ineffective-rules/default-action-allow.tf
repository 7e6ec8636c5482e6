resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Allow"
    //               ~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
    bypass         = "AzureServices"
    ip_rules = [
  //~~~~~~~~ KV208 2 IP rules of azurerm_key_vault.kv have no effect: its default action is Allow. 💡
      "203.0.113.7",
      "198.51.100.7",
    ]
  }
}
