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

resource "azapi_resource" "script" {
  type      = "Microsoft.Resources/deploymentScripts@2023-08-01"
  name      = "script"
  location  = "westeurope"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  body = {
    kind = "AzureCLI"
    properties = {
      azCliVersion      = "2.61.0"
      environmentVariables = [{ name = "VAULT", value = azurerm_key_vault.kv.vault_uri }]
      retentionInterval = "PT1H"
      scriptContent     = "./configure.sh"
    }
  }
}
