resource "azurerm_key_vault" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV101 azurerm_key_vault.kv accepts traffic from every public address: it has no network rules. 💡
	name                       = "kv"
	location                   = "westeurope"
	resource_group_name        = "rg"
	sku_name                   = "standard"
	tenant_id                  = var.tenant_id
	soft_delete_retention_days = 90 # kept for 90 days
}
