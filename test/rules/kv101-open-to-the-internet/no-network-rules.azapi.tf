resource "azapi_resource" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azapi_resource.kv accepts traffic from every public address: it has no network rules. 💡
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = jsonencode({
    properties = {
      tenantId = var.tenant_id
    }
  })
}
