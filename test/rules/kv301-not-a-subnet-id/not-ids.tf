variable "resource_group_name" {
  type = string
}

variable "prefix" {
  type = string
}

resource "azurerm_virtual_network" "vnet" {
  name                = "vnet"
  location            = "westeurope"
  resource_group_name = var.resource_group_name
  address_space       = ["10.0.0.0/16"]
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
      azurerm_virtual_network.vnet.id,
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV301 Azure rejects azurerm_key_vault.kv: '…Groups/<…>/providers/Microsoft.Network/virtualNetworks/vnet' is not the id of a subnet.
      "app",
    //~~~~~ KV301 Azure rejects azurerm_key_vault.kv: 'app' is not the id of a subnet.
      "10.0.0.0/24",
    //~~~~~~~~~~~~~ KV301 Azure rejects azurerm_key_vault.kv: '10.0.0.0/24' is not the id of a subnet.
      "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnet/app",
    //~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV301 Azure rejects azurerm_key_vault.kv: '…providers/Microsoft.Network/virtualNetworks/vnet/subnet/app' is not the id of a subnet.
      "${var.prefix}/subnets",
    ]
  }
}
