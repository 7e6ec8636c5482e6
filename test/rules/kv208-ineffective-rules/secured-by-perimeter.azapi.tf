resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2024-11-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "SecuredByPerimeter"
      //                    ~~~~~~~~~~~~~~~~~~~~ KV405 azapi_resource.kv admits private endpoints only: no perimeter is associated with it here.
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
        ipRules = [
      //~~~~~~~ KV208 1 IP rule of azapi_resource.kv has no effect: a perimeter decides instead. 💡
          { value = "203.0.113.7" },
        ]
      }
    }
  }
}
