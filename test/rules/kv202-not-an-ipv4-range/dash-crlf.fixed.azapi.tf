resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
        ipRules = [
          { value = "203.0.113.1/32" },
          { value = "198.51.100.7" },
          { value = "203.0.113.2/31" },
          { value = "203.0.113.4/31" },
          { value = "203.0.113.6/32" },
        ]
      }
    }
  }
}
