resource "azurerm_private_dns_zone" "vault" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV402 Nobody looks for key vaults in zone privatelink.vault.usgovcloudapi.net: their private zone is privatelink.vaultcore.usgovcloudapi.net. 💡
  name                = "privatelink.vault.usgovcloudapi.net"
  resource_group_name = "rg"
}
