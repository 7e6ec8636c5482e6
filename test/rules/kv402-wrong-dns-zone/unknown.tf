variable "zone_name" {
  type = string
}

resource "azurerm_private_dns_zone" "vault" {
  name                = var.zone_name
  resource_group_name = "rg"
}
