resource "azurerm_key_vault_secret" "token" {
  name         = "report-token"
  value        = "none"
  key_vault_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-hub/providers/Microsoft.KeyVault/vaults/kv-contoso-shared"
}

data "azurerm_key_vault" "partner" {
  name                = "kv-partner"
  resource_group_name = "rg-partner"
}
