// reveals KV101
resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "Disable"
      //                    ~~~~~~~~~ KV209 'Disable' is no public access for azapi_resource.kv: Azure knows Enabled, Disabled and SecuredByPerimeter. 💡
      networkAcls = {
        defaultAction = "Denied"
        //              ~~~~~~~~ KV209 'Denied' is no default action for azapi_resource.kv: Azure knows Allow and Deny. 💡
        bypass        = "AzureService"
        //              ~~~~~~~~~~~~~~ KV209 'AzureService' is no bypass for azapi_resource.kv: Azure knows AzureServices and None. 💡
      }
    }
  }
}
