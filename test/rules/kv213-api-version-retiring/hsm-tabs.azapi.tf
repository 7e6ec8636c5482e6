resource "azapi_resource" "hsm" {
	type      = "Microsoft.KeyVault/managedHSMs@2025-05-01"
	//          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV213 Azure stops taking azapi_resource.hsm on 2027-02-27: API version 2025-05-01 retires. 💡
	name      = "hsm"
	parent_id = azurerm_resource_group.rg.id
	location  = "westeurope"

	body = {
		properties = {
			networkAcls = {
				defaultAction = "Deny"
				bypass        = "AzureServices"
			}
		}
	}
}
