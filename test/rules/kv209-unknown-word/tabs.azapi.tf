resource "azapi_resource" "kv" {
	type      = "Microsoft.KeyVault/vaults@2023-07-01"
	name      = "kv"
	parent_id = azurerm_resource_group.rg.id
	location  = "westeurope"

	body = {
		properties = {
			tenantId            = var.tenant_id
			publicNetworkAccess = "Disable"
			//                    ~~~~~~~~~ KV209 'Disable' is no public access for azapi_resource.kv: Azure knows Enabled, Disabled and SecuredByPerimeter. 💡
			networkAcls = {
				defaultAction = "Deny"
				bypass        = "None"
			}
		}
	}
}
