resource "azapi_resource" "kv" {
	type      = "Microsoft.KeyVault/vaults@2023-07-01"
	name      = "kv"
	parent_id = azurerm_resource_group.rg.id
	location  = "westeurope"

	body = {
		properties = {
			tenantId = var.tenant_id
			networkAcls = {
	//~~~~~~~~~~~ KV106 Trusted services pass into azapi_resource.kv by default: no bypass is written. 💡
				defaultAction = "Deny" # closed
			}
		}
	}
}
