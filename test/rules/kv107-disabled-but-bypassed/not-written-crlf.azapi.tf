resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "disabled"
      networkAcls = {
    //~~~~~~~~~~~ KV107 Trusted services still reach azapi_resource.kv although its public access is disabled. 💡
        defaultAction = "Deny"
      }
    }
  }
}
