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
    //~~~~~~~~~~~~~~~ KV109 Other Azure customers may call azurerm_key_vault.kv from 13.69.68.0/24: Azure's addresses are in it.
      "20.50.2.0/27",
    //~~~~~~~~~~~~~~ KV109 Other Azure customers may call azurerm_key_vault.kv from 20.50.2.0/27: Azure's addresses are in it.
    ]
  }
}
