resource "azapi_resource" "kv" {
	type      = "Microsoft.KeyVault/vaults@2023-07-01"
	name      = "kv"
	parent_id = azurerm_resource_group.rg.id
	location  = "westeurope"

	body = {
		properties = {
			tenantId = var.tenant_id
			networkAcls = {
	//~~~~~~~~~~~ KV101 azapi_resource.kv accepts traffic from every public address: its default action is not written. 💡
	//~~~~~~~~~~~ KV105 What azapi_resource.kv does by default is left to Azure: no default action is written. 💡
				bypass = "None" # nobody else
			}
		}
	}
}
