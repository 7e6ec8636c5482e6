resource "azapi_resource" "vnet" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = "vnet"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      addressSpace = { addressPrefixes = ["10.0.0.0/16"] }
      subnets = [
        {
          name = "app"
          properties = {
            addressPrefix = "10.0.0.0/24"
            serviceEndpoints = [
              { service = "microsoft.keyvault" },
              { service = "Microsoft.Storage.Global" },
            ]
          }
        },
      ]
    }
  }
}
