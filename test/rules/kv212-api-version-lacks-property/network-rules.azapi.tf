resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2016-10-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      networkAcls = {
    //~~~~~~~~~~~ KV212 networkAcls of azapi_resource.kv may do nothing: API version 2016-10-01 does not have it. 💡
        defaultAction = "Deny"
        bypass        = "AzureServices"
      }
    }
  }
}
