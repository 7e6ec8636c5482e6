resource "azapi_resource" "kv" {
	type      = "Microsoft.KeyVault/vaults@2023-07-01"
	name      = "kv"
	parent_id = azurerm_resource_group.rg.id
	location  = "westeurope"

	body = {
		properties = {
			tenantId = var.tenant_id
			networkAcls = {
				defaultAction = "Deny"
				bypass        = "AzureServices"
				ipRules = [
					{ value = "203.0.113.7", action = "Allow" },
					//                       ~~~~~~ KV210 'action' does nothing in azapi_resource.kv: only storage accounts have it. 💡
					{ value = "198.51.100.7", action = "Allow" },
					//                        ~~~~~~ KV210 'action' does nothing in azapi_resource.kv: only storage accounts have it. 💡
				]
				virtualNetworkRules = [
					{
						id     = "/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/app"
						action = "Allow"
				//~~~~~~ KV210 'action' does nothing in azapi_resource.kv: only storage accounts have it. 💡
						state  = "Succeeded"
				//~~~~~ KV210 'state' does nothing in azapi_resource.kv: only storage accounts have it. 💡
					},
				]
			}
		}
	}
}
