resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg"
}

resource "azurerm_private_dns_zone" "china" {
  name                = "privatelink.vaultcore.azure.cn"
  resource_group_name = "rg"
}

resource "azurerm_private_dns_zone" "hsm" {
  name                = "privatelink.managedhsm.azure.net"
  resource_group_name = "rg"
}

resource "azurerm_private_dns_zone" "blob" {
  name                = "privatelink.blob.core.windows.net"
  resource_group_name = "rg"
}
