resource "azurerm_virtual_network" "hsm" {
  name                = "vnet-hsm"
  location            = "westeurope"
  resource_group_name = "rg-hsm"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg-hsm"
  virtual_network_name = azurerm_virtual_network.hsm.name
  address_prefixes     = ["10.1.0.0/24"]

  service_endpoint {
    service = "Microsoft.KeyVault"
  }
}

resource "azurerm_key_vault_managed_hardware_security_module" "hsm" {
  name                          = "hsm-one"
  location                      = "westeurope"
  resource_group_name           = "rg-hsm"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  admin_object_ids              = ["00000000-0000-0000-0000-000000000000"]
  sku_name                      = "Standard_B1"
  public_network_access_enabled = true

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}
