resource "azurerm_key_vault" "kv" {
	name                          = "kv"
	location                      = "westeurope"
	resource_group_name           = "rg"
	sku_name                      = "standard"
	tenant_id                     = var.tenant_id
	public_network_access_enabled = true
	//                              ~~~~ KV702 Azure Policy 405c5871 reports azurerm_key_vault.kv: its public access is not disabled. 💡

	network_acls {
		default_action = "Deny"
		bypass         = "None"
	}
}
