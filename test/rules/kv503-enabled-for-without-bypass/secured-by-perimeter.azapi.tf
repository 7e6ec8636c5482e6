resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2026-02-01"
  name      = "kv"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      enabledForDeployment = true
      publicNetworkAccess = "SecuredByPerimeter"
      //                    ~~~~~~~~~~~~~~~~~~~~ KV405 azapi_resource.kv admits private endpoints only: no perimeter is associated with it here.
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "None"
      }
    }
  }
}
