data "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = "vnet"
  resource_group_name  = "rg"
}

resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    virtual_network_subnet_ids = [
      data.azurerm_subnet.app.id,
      "/subscriptions/0/resourcegroups/rg/providers/microsoft.network/virtualnetworks/vnet/subnets/app",
    ]
  }
}
