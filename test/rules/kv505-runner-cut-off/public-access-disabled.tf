resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  public_network_access_enabled = false

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    //               ~~~~~~~~~~~~~~~ KV107 Trusted services still reach azurerm_key_vault.kv although its public access is disabled. 💡
  }
}

resource "azurerm_key_vault_secret" "db" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV505 azurerm_key_vault.kv shuts out the Terraform runner, which azurerm_key_vault_secret.db needs: public access is disabled, without a private endpoint.
  name         = "db"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
