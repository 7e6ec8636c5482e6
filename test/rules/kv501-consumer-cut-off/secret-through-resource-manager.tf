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
    bypass         = "None"
  }
}

resource "azapi_resource" "db" {
  type      = "Microsoft.KeyVault/vaults/secrets@2026-02-01"
  name      = "db"
  parent_id = azurerm_key_vault.kv.id
  body = {
    properties = { value = "x" }
  }
}
