data "azurerm_subnet" "endpoints" {
  name                 = "endpoints"
  virtual_network_name = "vnet"
  resource_group_name  = "rg"
}

resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: it has no network rules. 💡
  name                       = "kv"
  location                   = "westeurope"
  resource_group_name        = "rg"
  sku_name                   = "standard"
  tenant_id                  = var.tenant_id
  soft_delete_retention_days = 90
}

resource "azurerm_private_endpoint" "pe" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV104 azurerm_key_vault.kv stays open to every public address beside its private endpoint. 💡
  name                = "pe"
  location            = "westeurope"
  resource_group_name = "rg"
  subnet_id           = data.azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "kv"
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
}
