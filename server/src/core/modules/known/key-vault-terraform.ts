/**
 * What `Azure/avm-res-keyvault-vault/azurerm` does with its documented network variables
 * (https://registry.terraform.io/modules/Azure/avm-res-keyvault-vault/azurerm/latest): it creates a vault whose
 * firewall allows no client by default, its private endpoints, the contents it creates, and the callers it permits.
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
variable "tenant_id" { default = null }
variable "legacy_access_policies" {
  type = map(object({
    object_id               = string
    application_id          = optional(string)
    certificate_permissions = optional(set(string), [])
    key_permissions         = optional(set(string), [])
    secret_permissions      = optional(set(string), [])
    storage_permissions     = optional(set(string), [])
  }))
  default  = {}
  nullable = false
}
variable "role_assignments" {
  type = map(object({
    role_definition_id_or_name = string
    principal_id               = string
    principal_type             = optional(string)
  }))
  default  = {}
  nullable = false
}
variable "contacts" { default = {} }
variable "secrets" {
  type = map(object({
    name = string
    role_assignments = optional(map(object({
      role_definition_id_or_name = string
      principal_id               = string
      principal_type             = optional(string)
    })), {})
  }))
  default  = {}
  nullable = false
}
variable "keys" {
  type = map(object({
    name = string
    role_assignments = optional(map(object({
      role_definition_id_or_name = string
      principal_id               = string
      principal_type             = optional(string)
    })), {})
  }))
  default  = {}
  nullable = false
}
locals {
  secret_roles = merge([for key, secret in var.secrets : { for name, role in secret.role_assignments : "\${key}/\${name}" => merge(role, { of = key }) }]...)
  key_roles    = merge([for key, each in var.keys : { for name, role in each.role_assignments : "\${key}/\${name}" => merge(role, { of = key }) }]...)
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
resource "azurerm_key_vault_access_policy" "this" {
  for_each                = var.legacy_access_policies_enabled ? var.legacy_access_policies : {}
  key_vault_id            = azurerm_key_vault.this.id
  tenant_id               = var.tenant_id
  object_id               = each.value.object_id
  application_id          = each.value.application_id
  certificate_permissions = each.value.certificate_permissions
  key_permissions         = each.value.key_permissions
  secret_permissions      = each.value.secret_permissions
  storage_permissions     = each.value.storage_permissions
}
resource "azurerm_role_assignment" "this" {
  for_each             = var.role_assignments
  scope                = azurerm_key_vault.this.id
  principal_id         = each.value.principal_id
  role_definition_id   = strcontains(lower(each.value.role_definition_id_or_name), "/roledefinitions") ? each.value.role_definition_id_or_name : null
  role_definition_name = strcontains(lower(each.value.role_definition_id_or_name), "/roledefinitions") ? null : each.value.role_definition_id_or_name
}
resource "azurerm_key_vault_certificate_contacts" "this" {
  count        = length(var.contacts) > 0 ? 1 : 0
  key_vault_id = azurerm_key_vault.this.id
  depends_on   = [azurerm_role_assignment.this]
}
resource "azurerm_key_vault_secret" "this" {
  for_each     = var.secrets
  key_vault_id = azurerm_key_vault.this.id
  name         = each.value.name
  depends_on   = [azurerm_private_endpoint.this, azurerm_private_endpoint.this_unmanaged_dns_zone_groups, azurerm_role_assignment.this]
}
resource "azurerm_role_assignment" "secrets" {
  for_each             = local.secret_roles
  scope                = azurerm_key_vault_secret.this[each.value.of].resource_versionless_id
  principal_id         = each.value.principal_id
  role_definition_id   = strcontains(lower(each.value.role_definition_id_or_name), "/roledefinitions") ? each.value.role_definition_id_or_name : null
  role_definition_name = strcontains(lower(each.value.role_definition_id_or_name), "/roledefinitions") ? null : each.value.role_definition_id_or_name
}
resource "azurerm_key_vault_key" "this" {
  for_each     = var.keys
  key_vault_id = azurerm_key_vault.this.id
  name         = each.value.name
  depends_on   = [azurerm_private_endpoint.this, azurerm_private_endpoint.this_unmanaged_dns_zone_groups, azurerm_role_assignment.this]
}
resource "azurerm_role_assignment" "keys" {
  for_each             = local.key_roles
  scope                = azurerm_key_vault_key.this[each.value.of].resource_versionless_id
  principal_id         = each.value.principal_id
  role_definition_id   = strcontains(lower(each.value.role_definition_id_or_name), "/roledefinitions") ? each.value.role_definition_id_or_name : null
  role_definition_name = strcontains(lower(each.value.role_definition_id_or_name), "/roledefinitions") ? null : each.value.role_definition_id_or_name
}
output "keys" { value = azurerm_key_vault_key.this }
output "keys_resource_ids" { value = azurerm_key_vault_key.this }
output "secrets" { value = azurerm_key_vault_secret.this }
output "secrets_resource_ids" { value = azurerm_key_vault_secret.this }
output "name" { value = azurerm_key_vault.this.name }
output "resource_id" { value = azurerm_key_vault.this.id }
output "uri" { value = azurerm_key_vault.this.vault_uri }
output "private_endpoints" {
  value = var.private_endpoints_manage_dns_zone_group ? azurerm_private_endpoint.this : azurerm_private_endpoint.this_unmanaged_dns_zone_groups
}
`;
