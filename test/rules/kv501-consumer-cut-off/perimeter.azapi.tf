resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2026-02-01"
  name      = "kv"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      publicNetworkAccess = "SecuredByPerimeter"
      //                    ~~~~~~~~~~~~~~~~~~~~ KV405 azapi_resource.kv admits private endpoints only: no perimeter is associated with it here.
    }
  }
}

resource "azurerm_linux_web_app" "site" {
  name                = "site"
  location            = "westeurope"
  resource_group_name = "rg"

  identity {
    type = "SystemAssigned"
  }

  app_settings = {
    ApiKey = "@Microsoft.KeyVault(VaultName=${azapi_resource.kv.name};SecretName=api-key)"
    //       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV501 azapi_resource.kv shuts out azurerm_linux_web_app.site (App Service Key Vault references): its perimeter denies it; an inbound rule or a private endpoint lets it in.
  }
}
