resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = ["172.0.0.0/8"]
    //                ~~~~~~~~~~~~~ KV103 172.0.0.0/8 lets 15,728,640 addresses into azurerm_key_vault.kv.
    //                ~~~~~~~~~~~~~ KV109 Other Azure customers may call azurerm_key_vault.kv from 172.0.0.0/8: Azure's addresses are in it.
  }
}
