variable "sku" {
  type = string
}

data "azurerm_key_vault" "shared" {
  name                = "kv-contoso-shared"
  resource_group_name = "rg-hub"
}

resource "azurerm_linux_web_app" "shop" {
  name                = "app-contoso-shop"
  location            = "westeurope"
  resource_group_name = "rg-shop"
  service_plan_id     = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-shop/providers/Microsoft.Web/serverFarms/${var.sku}"
  app_settings = {
    DB_PASSWORD = "@Microsoft.KeyVault(SecretUri=${data.azurerm_key_vault.shared.vault_uri}secrets/db)"
  }
  site_config {}
}
