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
      publicNetworkAccess = "Disabled"
      networkAcls = {
        defaultAction = "Deny"
        bypass        = "None"
      }
    }
  }
}

resource "azurerm_network_security_perimeter_profile" "default" {
  name                          = "default"
  network_security_perimeter_id = azurerm_network_security_perimeter.nsp.id
}

resource "azurerm_network_security_perimeter_access_rule" "office" {
  name                                  = "office"
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.default.id
  direction                             = "Inbound"
  address_prefixes                      = ["203.0.113.0/24"]
}

resource "azurerm_network_security_perimeter_association" "kv" {
  name                                  = "kv"
  access_mode                           = "Learning"
  //                                      ~~~~~~~~~~ KV406 A perimeter lets addresses into azapi_resource.kv although its public access is disabled. 💡
  network_security_perimeter_profile_id = azurerm_network_security_perimeter_profile.default.id
  resource_id                           = azapi_resource.kv.id
}
