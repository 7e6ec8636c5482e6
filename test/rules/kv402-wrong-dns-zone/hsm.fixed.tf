resource "azurerm_private_dns_zone" "hsm" {
  name                = "privatelink.managedhsm.azure.net"
  resource_group_name = "rg"
}
