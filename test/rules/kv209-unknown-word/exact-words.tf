resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "azureservices"
    //               ~~~~~~~~~~~~~~~ KV209 (error) 'azureservices' is no bypass for azurerm_key_vault.kv: Azure knows AzureServices and None. 💡
    default_action = "deny"
    //               ~~~~~~ KV209 (error) 'deny' is no default action for azurerm_key_vault.kv: Azure knows Allow and Deny. 💡
  }
}
