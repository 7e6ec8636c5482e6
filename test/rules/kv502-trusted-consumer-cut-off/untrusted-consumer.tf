resource "azurerm_key_vault" "kv" {
  name                       = "kv"
  location                   = "westeurope"
  resource_group_name        = "rg"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}

resource "azurerm_linux_web_app" "site" {
  name                      = "site"
  location                  = "westeurope"
  resource_group_name       = "rg"

  identity {
    type = "SystemAssigned"
  }

  app_settings = {
    ApiKey = "@Microsoft.KeyVault(VaultName=${azurerm_key_vault.kv.name};SecretName=api-key)"
    //       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 azurerm_key_vault.kv shuts out azurerm_linux_web_app.site (App Service Key Vault references): it runs in no subnet; it needs a subnet rule, private endpoint, or IP rule.
  }
}
