resource "azurerm_key_vault" "kv" {
	name                       = "kv"
	location                   = "westeurope"
	resource_group_name        = "rg"
	tenant_id                  = "00000000-0000-0000-0000-000000000000"
	sku_name                   = "standard"
	rbac_authorization_enabled = true

	network_acls {
		default_action = "Deny"
		bypass         = "None"
	}
}

resource "azurerm_disk_encryption_set" "des" {
	name                = "des"
	location            = "westeurope"
	resource_group_name = "rg"
	key_vault_key_id    = "${azurerm_key_vault.kv.vault_uri}keys/cmk/1"
	//                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 azurerm_key_vault.kv shuts out azurerm_disk_encryption_set.des (Azure Disk Storage): the bypass is None; set it to AzureServices. 💡

	identity {
		type = "SystemAssigned"
	}
}
