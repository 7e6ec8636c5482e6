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
					{ value = "203.0.113.1-203.0.113.6" },
					//        ~~~~~~~~~~~~~~~~~~~~~~~~~ KV202 (warning) Azure may reject azapi_resource.kv: '203.0.113.1-203.0.113.6' is no CIDR range. 💡
					{ value = "198.51.100.7" },
				]
			}
		}
	}
}
