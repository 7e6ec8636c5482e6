resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.usgovcloudapi.net"
  resource_group_name = "rg"
}
