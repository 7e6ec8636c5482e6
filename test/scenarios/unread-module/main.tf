variable "isBehindEndpoint" {
  type = bool
}

resource "azurerm_resource_group" "rg" {
  name     = "rg"
  location = "westeurope"
}

data "azurerm_client_config" "current" {}

resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  location            = azurerm_resource_group.rg.location
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "workload" {
  name                 = "workload"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.vnet.name
  address_prefixes     = ["10.1.1.0/24"]
}

resource "azurerm_key_vault" "given" {
  name                          = "kv-given"
  location                      = azurerm_resource_group.rg.location
  resource_group_name           = azurerm_resource_group.rg.name
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  public_network_access_enabled = false

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}

resource "azurerm_key_vault" "other" {
  name                          = "kv-other"
  location                      = azurerm_resource_group.rg.location
  resource_group_name           = azurerm_resource_group.rg.name
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  public_network_access_enabled = false

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
  }
}

resource "azurerm_private_endpoint" "perhaps" {
  count               = var.isBehindEndpoint ? 1 : 0
  name                = "pe-perhaps"
  location            = azurerm_resource_group.rg.location
  resource_group_name = azurerm_resource_group.rg.name
  subnet_id           = azurerm_subnet.workload.id

  private_service_connection {
    name                           = "kv"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.other.id
    subresource_names              = ["vault"]
  }
}

module "endpoint" {
  source    = "example/private-endpoint/azurerm"
  version   = "1.0"
  vault_id  = azurerm_key_vault.given.id
  subnet_id = azurerm_subnet.workload.id
}
