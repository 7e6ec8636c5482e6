resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2024-12-01-preview"
  //          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV213 Azure stops taking azapi_resource.kv on 2027-02-27: API version 2024-12-01-preview retires. 💡
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId                = var.tenant_id
      enableRbacAuthorization = true
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
      }
    }
  }
}
