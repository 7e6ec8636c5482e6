variable "subnet_id" {
  type = string
}

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

resource "azurerm_linux_web_app" "site" {
  name                      = "site"
  location                  = "westeurope"
  resource_group_name       = "rg"
  virtual_network_subnet_id = var.subnet_id

  identity {
    type = "SystemAssigned"
  }

  app_settings = {
    ApiKey = "@Microsoft.KeyVault(VaultName=${azurerm_key_vault.kv.name};SecretName=api-key)"
  }
}
