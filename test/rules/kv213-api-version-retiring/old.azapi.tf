resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  //          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV213 Azure stops taking azapi_resource.kv on 2027-02-27: API version 2023-07-01 retires. 💡
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
      }
    }
  }
}
