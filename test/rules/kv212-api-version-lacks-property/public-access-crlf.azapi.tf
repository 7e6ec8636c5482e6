locals {
  api_version = "2018-02-14"
}

resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@${local.api_version}"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "Disabled"
    //~~~~~~~~~~~~~~~~~~~ KV212 publicNetworkAccess of azapi_resource.kv may do nothing: API version 2018-02-14 does not have it. 💡
    }
  }
}
