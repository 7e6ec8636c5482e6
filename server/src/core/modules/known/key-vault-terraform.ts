/**
 * What `Azure/avm-res-keyvault-vault/azurerm` does with its documented network variables
 * (https://registry.terraform.io/modules/Azure/avm-res-keyvault-vault/azurerm/latest): it creates a vault whose
 * firewall allows no client by default, and its private endpoints.
 */
export const keyVaultTerraformModule = `
variable "name" {}
variable "resource_group_name" {}
variable "enabled_for_deployment" { default = false }
variable "enabled_for_disk_encryption" { default = false }
variable "enabled_for_template_deployment" { default = false }
variable "legacy_access_policies_enabled" { default = false }
variable "public_network_access_enabled" {
  type    = bool
  default = true
}
variable "network_acls" {
  type = object({
    bypass                     = optional(string, "None")
    default_action             = optional(string, "Deny")
    ip_rules                   = optional(list(string), [])
    virtual_network_subnet_ids = optional(list(string), [])
  })
  default = {}
}
variable "private_endpoints" {
  type = map(object({
    name                          = optional(string)
    resource_group_name           = optional(string)
    subnet_resource_id            = string
    private_dns_zone_group_name   = optional(string, "default")
    private_dns_zone_resource_ids = optional(set(string), [])
  }))
  default  = {}
  nullable = false
}
variable "private_endpoints_manage_dns_zone_group" {
  type     = bool
  default  = true
  nullable = false
}
resource "azurerm_key_vault" "this" {
  name                            = var.name
  resource_group_name             = var.resource_group_name
  enabled_for_deployment          = var.enabled_for_deployment
  enabled_for_disk_encryption     = var.enabled_for_disk_encryption
  enabled_for_template_deployment = var.enabled_for_template_deployment
  public_network_access_enabled   = var.public_network_access_enabled
  rbac_authorization_enabled      = !var.legacy_access_policies_enabled
  dynamic "network_acls" {
    for_each = var.network_acls == null ? [] : [var.network_acls]
    content {
      bypass                     = network_acls.value.bypass
      default_action             = network_acls.value.default_action
      ip_rules                   = network_acls.value.ip_rules
      virtual_network_subnet_ids = network_acls.value.virtual_network_subnet_ids
    }
  }
}
resource "azurerm_private_endpoint" "this" {
  for_each            = var.private_endpoints_manage_dns_zone_group ? var.private_endpoints : {}
  name                = coalesce(each.value.name, "pe-\${var.name}")
  resource_group_name = coalesce(each.value.resource_group_name, var.resource_group_name)
  subnet_id           = each.value.subnet_resource_id
  private_service_connection {
    name                           = "pse-\${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.this.id
    subresource_names              = ["vault"]
  }
  dynamic "private_dns_zone_group" {
    for_each = length(each.value.private_dns_zone_resource_ids) > 0 ? [1] : []
    content {
      name                 = each.value.private_dns_zone_group_name
      private_dns_zone_ids = each.value.private_dns_zone_resource_ids
    }
  }
}
resource "azurerm_private_endpoint" "this_unmanaged_dns_zone_groups" {
  for_each            = var.private_endpoints_manage_dns_zone_group ? {} : var.private_endpoints
  name                = coalesce(each.value.name, "pe-\${var.name}")
  resource_group_name = coalesce(each.value.resource_group_name, var.resource_group_name)
  subnet_id           = each.value.subnet_resource_id
  private_service_connection {
    name                           = "pse-\${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.this.id
    subresource_names              = ["vault"]
  }
  lifecycle {
    ignore_changes = [private_dns_zone_group]
  }
}
output "name" { value = azurerm_key_vault.this.name }
output "resource_id" { value = azurerm_key_vault.this.id }
output "uri" { value = azurerm_key_vault.this.vault_uri }
output "private_endpoints" {
  value = var.private_endpoints_manage_dns_zone_group ? azurerm_private_endpoint.this : azurerm_private_endpoint.this_unmanaged_dns_zone_groups
}
`;
