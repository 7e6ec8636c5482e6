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
    ip_rules       = ["203.0.113.7"]
  }
}

resource "azurerm_key_vault_secret" "db" {
  name         = "db"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
