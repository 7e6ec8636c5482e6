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
      retentionInterval = "PT1H"
      scriptContent     = "az keyvault secret show --vault-name ${azurerm_key_vault.kv.name} --name api-key"
      //                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 azurerm_key_vault.kv shuts out azapi_resource.script (Deployment scripts): it runs in no subnet; it needs a subnet rule or private endpoint.
    }
  }
}
