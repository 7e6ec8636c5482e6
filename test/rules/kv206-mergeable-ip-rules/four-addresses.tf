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
      "203.0.113.4",
    //~~~~~~~~~~~~~ KV206 3 IP rules of azurerm_key_vault.kv together are 203.0.113.4/30. 💡
      "203.0.113.5/32",
      "203.0.113.6/31",
      "198.51.100.0/24",
      "198.51.101.0/24",
    ]
  }
}
