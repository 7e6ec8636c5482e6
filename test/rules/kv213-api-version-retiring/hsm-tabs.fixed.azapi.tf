resource "azapi_resource" "hsm" {
	type      = "Microsoft.KeyVault/managedHSMs@2026-02-01"
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
