resource "azurerm_network_security_perimeter" "nsp" {
  name                = "nsp"
  location            = "westeurope"
  resource_group_name = "rg"
}

resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "SecuredByPerimeter"
    }
  }
}

resource "azurerm_network_security_perimeter_profile" "default" {
  name                          = "default"
  network_security_perimeter_id = azurerm_network_security_perimeter.nsp.id
}

resource "azurerm_network_security_perimeter_association" "kv" {
  name                                  = "kv"
  access_mode                           = "Learning"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.default.id
  resource_id                           = azapi_resource.kv.id
}
