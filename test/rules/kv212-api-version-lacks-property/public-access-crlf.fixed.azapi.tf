locals {
  api_version = "2026-02-01"
}

resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@${local.api_version}"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId                = var.tenant_id
      publicNetworkAccess     = "Disabled"
      enableRbacAuthorization = false
    }
  }
}
