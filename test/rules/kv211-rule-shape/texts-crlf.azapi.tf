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
          "203.0.113.7", # office
        //~~~~~~~~~~~~~ KV211 Azure rejects azapi_resource.kv: IP rule 1 is a text instead of an object with 'value'. 💡
        ]
        virtualNetworkRules = []
      }
    }
  }
}
