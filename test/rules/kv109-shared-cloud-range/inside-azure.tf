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
      "13.69.68.0/24",
    //~~~~~~~~~~~~~~~ KV109 Any Azure customer can get an address that 13.69.68.0/24 lets into azurerm_key_vault.kv.
      "20.50.2.0/27",
    //~~~~~~~~~~~~~~ KV109 Any Azure customer can get an address that 20.50.2.0/27 lets into azurerm_key_vault.kv.
    ]
  }
}
