resource "azurerm_private_dns_zone" "vault" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV402 Nobody looks for key vaults in zone privatelink.vault.azure.net: their private zone is privatelink.vaultcore.azure.net. 💡
  name                = "privatelink.vault.azure.net"
  resource_group_name = "rg"
}
