resource "azurerm_key_vault" "kv" {
	name                = "kv"
	location            = "westeurope"
	resource_group_name = "rg"
	sku_name            = "standard"
	tenant_id           = var.tenant_id

	network_acls {
		default_action = "Allow"
		//               ~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: its default action is Allow. 💡
		bypass         = "AzureServices"
		ip_rules       = ["203.0.113.7"]
//~~~~~~~~ KV208 1 IP rule of azurerm_key_vault.kv has no effect: its default action is Allow. 💡
	}
}
