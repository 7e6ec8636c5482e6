resource "azurerm_key_vault" "kv" {
  name                       = "kv"
  location                   = "westeurope"
  resource_group_name        = "rg"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault_secret" "db" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV505 azurerm_key_vault.kv shuts out the Terraform runner, which azurerm_key_vault_secret.db needs: it has no rules; add one for its address.
  name         = "db"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}

resource "azurerm_key_vault_secret" "other" {
  name         = "other"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
