resource "azurerm_private_dns_zone" "hsm" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV402 Nobody looks for key vaults in zone privatelink.managed-hsm.azure.net: their private zone is privatelink.managedhsm.azure.net. 💡
  name                = "privatelink.managed-hsm.azure.net"
  resource_group_name = "rg"
}
