variable "name" {
  type = string
}

variable "network_acls" {
  type = object({
    bypass                     = optional(string)
    default_action             = optional(string)
    ip_rules                   = optional(list(string), [])
    virtual_network_subnet_ids = optional(list(string), [])
  })
  default = null
}

variable "private_endpoints" {
  type    = map(object({ subnet_resource_id = string }))
  default = {}
}

variable "public_network_access" {
  type    = string
  default = null
}

data "azurerm_client_config" "current" {}

resource "azurerm_resource_group" "rg" {
  name     = "rg-nullable"
  location = "westeurope"
}

# azurerm wants a bypass wherever there are rules; Azure does not.
resource "azapi_resource" "kv" {
  type      = "Microsoft.KeyVault/vaults@2023-07-01"
  name      = var.name
  location  = "westeurope"
  parent_id = azurerm_resource_group.rg.id

  body = {
    properties = {
      tenantId = data.azurerm_client_config.current.tenant_id
      sku = {
        family = "A"
        name   = "standard"
      }
      enableRbacAuthorization = true
      networkAcls = var.network_acls == null ? null : {
        bypass              = var.network_acls.bypass
        defaultAction       = var.network_acls.default_action
        virtualNetworkRules = [for id in var.network_acls.virtual_network_subnet_ids : { id = id }]
        ipRules             = [for ip in var.network_acls.ip_rules : { value = ip }]
      }
      publicNetworkAccess = try(
        coalesce(var.public_network_access),
        length(var.private_endpoints) > 0 && var.network_acls == null ? "Disabled" : null
      )
    }
  }
}
