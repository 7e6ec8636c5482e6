resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2026-02-01"
  name      = "kv"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
  location  = "westeurope"

  body = {
    properties = {
      tenantId = var.tenant_id
      publicNetworkAccess = "SecuredByPerimeter"
      //                    ~~~~~~~~~~~~~~~~~~~~ KV405 azapi_resource.kv admits private endpoints only: no perimeter is associated with it here.
    }
  }
}

resource "azurerm_disk_encryption_set" "des" {
  name                = "des"
  location            = "westeurope"
  resource_group_name = "rg"
  key_vault_key_id    = "${azapi_resource.kv.output.properties.vaultUri}keys/cmk/1"
  //                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV502 azapi_resource.kv shuts out azurerm_disk_encryption_set.des (Azure Disk Storage): its perimeter stops trusted services too; add an inbound rule.

  identity {
    type = "SystemAssigned"
  }
}
