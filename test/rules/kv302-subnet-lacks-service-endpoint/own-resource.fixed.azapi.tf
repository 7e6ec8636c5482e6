resource "azapi_resource" "app" {
  type      = "Microsoft.Network/virtualNetworks/subnets@2023-09-01"
  name      = "app"
  parent_id = data.azurerm_virtual_network.vnet.id

  body = {
    properties = {
      addressPrefix    = "10.0.0.0/24"
      serviceEndpoints = [{ service = "Microsoft.KeyVault" }]
    }
  }
}

data "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  resource_group_name = "rg"
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action             = "Deny"
    bypass                     = "AzureServices"
    virtual_network_subnet_ids = [azapi_resource.app.id]
  }
}
