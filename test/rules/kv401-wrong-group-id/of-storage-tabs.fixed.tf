data "azurerm_subnet" "endpoints" {
	name                 = "endpoints"
	virtual_network_name = "vnet"
	resource_group_name  = "rg"
}

resource "azurerm_key_vault" "kv" {
	name                          = "kv"
	location                      = "westeurope"
	resource_group_name           = "rg"
	sku_name                      = "standard"
	tenant_id                     = var.tenant_id
	public_network_access_enabled = false

	network_acls {
		default_action = "Deny"
		bypass         = "None"
	}
}

resource "azurerm_private_endpoint" "pe" {
	name                = "pe"
	location            = "westeurope"
	resource_group_name = "rg"
	subnet_id           = data.azurerm_subnet.endpoints.id

	private_service_connection {
		name                           = "kv"
		private_connection_resource_id = azurerm_key_vault.kv.id
		subresource_names              = ["vault"]
		is_manual_connection           = false
	}
}
