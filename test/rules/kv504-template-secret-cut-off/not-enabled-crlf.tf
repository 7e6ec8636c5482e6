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

resource "azurerm_resource_group_template_deployment" "app" {
  name                = "app"
  resource_group_name = "rg"
  deployment_mode     = "Incremental"
  template_content    = "{}"
  parameters_content = jsonencode({
  //                   ~~~~~~~~~~~~ KV504 (info) The deployment may not take a secret out of azurerm_key_vault.kv, which does not permit it. 💡
    password = {
      reference = {
        keyVault   = { id = azurerm_key_vault.kv.id }
        secretName = "password"
      }
    }
  })
}
