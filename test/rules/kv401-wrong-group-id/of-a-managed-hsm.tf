data "azurerm_subnet" "endpoints" {
  name                 = "endpoints"
  virtual_network_name = "vnet"
  resource_group_name  = "rg"
}

resource "azurerm_private_endpoint" "pe" {
  name                = "pe"
  location            = "westeurope"
  resource_group_name = "rg"
  subnet_id           = data.azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "kv"
    private_connection_resource_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/managedHSMs/hsm"
    subresource_names              = ["vault"]
    //                                ~~~~~~~ KV401 Azure rejects azurerm_private_endpoint.pe: the group id of a managed HSM is 'managedhsm', not 'vault'. 💡
    is_manual_connection           = false
  }
}
