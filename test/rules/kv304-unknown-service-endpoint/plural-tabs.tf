resource "azurerm_virtual_network" "vnet" {
	name                = "vnet"
	location            = "westeurope"
	resource_group_name = "rg"
	address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "app" {
	name                 = "app"
	resource_group_name  = "rg"
	virtual_network_name = azurerm_virtual_network.vnet.name
	address_prefixes     = ["10.0.0.0/24"]
	service_endpoints = [
		"Microsoft.Storage",
		"Microsoft.Keyvaults",
//~~~~~~~~~~~~~~~~~~~~~ KV304 Subnet vnet/app: there is no service endpoint 'Microsoft.Keyvaults'. 💡
	]
}
