resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2026-04-01-preview"
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
