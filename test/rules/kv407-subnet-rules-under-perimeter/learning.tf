resource "azurerm_network_security_perimeter" "nsp" {
  name                = "nsp"
  location            = "westeurope"
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
    virtual_network_subnet_ids = ["/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app"]
  //~~~~~~~~~~~~~~~~~~~~~~~~~~ KV407 Subnet rules of azurerm_key_vault.kv admit nobody once its perimeter is enforced.
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
  resource_id                           = azurerm_key_vault.kv.id
}
