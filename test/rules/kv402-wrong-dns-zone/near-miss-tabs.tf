locals {
	zone_name = "privatelink.keyvault.azure.net"
}

resource "azurerm_private_dns_zone" "vault" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV402 Nobody looks for key vaults in zone privatelink.keyvault.azure.net: their private zone is privatelink.vaultcore.azure.net.
	name                = local.zone_name
	resource_group_name = "rg"
}
