resource "azapi_resource" "hsm" {
  type      = "Microsoft.KeyVault/managedHSMs@2023-07-01"
  name      = "hsm"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "AzureServices"
        virtualNetworkRules = [
      //~~~~~~~~~~~~~~~~~~~ KV306 azapi_resource.hsm ignores 1 subnet rule: a managed HSM supports none. 💡
          { id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app" },
        ]
      }
    }
  }
}
