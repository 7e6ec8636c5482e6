resource "azapi_resource" "hsm" {
  type      = "Microsoft.KeyVault/managedHSMs@2025-05-01"
  name      = "hsm"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
        ipRules = [
          { value = "203.0.113.16" },
          { value = "203.0.113.32" },
          { value = "203.0.113.48" },
          { value = "203.0.113.64" },
          { value = "203.0.113.80" },
          { value = "203.0.113.96" },
          { value = "203.0.113.112" },
          { value = "203.0.113.128" },
          { value = "203.0.113.144" },
          { value = "203.0.113.160" },
        ]
      }
    }
  }
}
