// reveals KV107
variable "api_version" {
  type = string
}

resource "azapi_resource" "kv" {
//<~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ KV106 Whether trusted services pass into azapi_resource.kv is left to Azure: no bypass is written. 💡
  type      = "Microsoft.KeyVault/vaults@${var.api_version}"
  name      = "kv"
  parent_id = azurerm_resource_group.rg.id
  location  = "westeurope"

  body = {
    properties = {
      tenantId            = var.tenant_id
      publicNetworkAccess = "Disabled"
    }
  }
}
