resource "azapi_resource" "kv" {
	type      = "Microsoft.KeyVault/vaults@2019-09-01"
	name      = "kv"
	parent_id = azurerm_resource_group.rg.id
	location  = "westeurope"

	body = {
		properties = {
			tenantId                = var.tenant_id
			publicNetworkAccess     = "Disabled"
	//~~~~~~~~~~~~~~~~~~~ KV212 publicNetworkAccess of azapi_resource.kv may do nothing: API version 2019-09-01 does not have it. 💡
			enableRbacAuthorization = true
		}
	}
}
