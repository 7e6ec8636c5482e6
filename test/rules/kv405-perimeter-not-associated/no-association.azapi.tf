resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "SecuredByPerimeter"
      //                    ~~~~~~~~~~~~~~~~~~~~ KV405 azapi_resource.kv admits private endpoints only: no perimeter is associated with it here.
    }
  }
}
