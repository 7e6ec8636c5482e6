resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = ["10.0.0.4"]
    //                ~~~~~~~~~~ KV201 Azure rejects azurerm_key_vault.kv: 10.0.0.4 is private, and IP rules take public addresses only. 💡
  }
}
