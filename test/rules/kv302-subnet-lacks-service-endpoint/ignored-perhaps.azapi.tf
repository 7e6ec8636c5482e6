variable "ignore" {
  type = bool
}

resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  location            = "westeurope"
  resource_group_name = "rg"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.0.0.0/24"]
}

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
        virtualNetworkRules = [
          {
            id                               = azurerm_subnet.app.id
            //                                 ~~~~~~~~~~~~~~~~~~~~~ KV302 (warning) The rule for subnet vnet/app admits nobody to azapi_resource.kv: there is no Microsoft.KeyVault endpoint. 💡
            ignoreMissingVnetServiceEndpoint = var.ignore
          },
        ]
      }
    }
  }
}
