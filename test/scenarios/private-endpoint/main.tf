locals {
  vault_name = "kv-private"
}

resource "azurerm_resource_group" "rg" {
  name     = "rg-private"
  location = "westeurope"
}

data "azurerm_client_config" "current" {}

resource "azurerm_virtual_network" "private" {
  name                = "vnet-private"
  location            = azurerm_resource_group.rg.location
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "private" {
  for_each             = { endpoints = "10.1.0.0/27", workload = "10.1.1.0/24" }
  name                 = each.key
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.private.name
  address_prefixes     = [each.value]
}

resource "azurerm_virtual_network" "other" {
  name                = "vnet-other"
  location            = azurerm_resource_group.rg.location
  resource_group_name = azurerm_resource_group.rg.name
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "other" {
  name                 = "other"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.other.name
  address_prefixes     = [cidrsubnet("10.1.0.0/16", 8, 2)]
}

resource "azurerm_key_vault" "kv" {
  name                          = local.vault_name
  location                      = azurerm_resource_group.rg.location
  resource_group_name           = azurerm_resource_group.rg.name
  tenant_id                     = data.azurerm_client_config.current.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  public_network_access_enabled = false

  network_acls {
    bypass         = "None"
    default_action = "Deny"
  }
}

resource "azurerm_private_endpoint" "kv" {
  name                = "pe-${local.vault_name}"
  location            = azurerm_resource_group.rg.location
  resource_group_name = azurerm_resource_group.rg.name
  subnet_id           = azurerm_subnet.private["endpoints"].id

  private_service_connection {
    name                           = "kv"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.kv.id
    subresource_names              = ["vault"]
  }
}
