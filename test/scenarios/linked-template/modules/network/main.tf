variable "network_name" {
  type = string
}

resource "azurerm_virtual_network" "vnet" {
  name                = var.network_name
  location            = "westeurope"
  resource_group_name = "rg-linked"
  address_space       = ["10.1.0.0/16"]

  subnet {
    name              = "app"
    address_prefixes  = ["10.1.0.0/24"]
    service_endpoints = ["Microsoft.KeyVault"]
  }
}

output "subnet_id" {
  value = one(azurerm_virtual_network.vnet.subnet[*].id)
}
