data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "kv" {
  name                       = "kv-twice"
  location                   = "westeurope"
  resource_group_name        = "rg-twice"
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass         = "AzureServices"
    default_action = "Allow"
  }
}

resource "azapi_update_resource" "lockdown" {
  type        = "Microsoft.KeyVault/vaults@2023-07-01"
  resource_id = azurerm_key_vault.kv.id
  body = {
    properties = {
      networkAcls = {
        bypass        = "None"
        defaultAction = "Deny"
        ipRules       = [{ value = "203.0.113.7" }]
      }
    }
  }
}
