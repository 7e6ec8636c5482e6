import type { ContentKind } from "../network.ts";
import type { AccessPolicySchema, RoleAssignmentSchema } from "./schema.ts";
import { id, objects, word, words } from "./spelling.ts";

/** What the azurerm provider writes and reads in vaults, and the attributes that say in which; the first one written counts. */
export interface ContentSpelling {
  readonly what: ContentKind;
  readonly vault: readonly string[];
}

/** The azurerm types that ask a vault itself: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs */
export const azurermContents: Readonly<Record<string, ContentSpelling>> = {
  azurerm_key_vault_secret: inVault("secret"),
  azurerm_key_vault_secrets: inVault("secret"),
  azurerm_key_vault_key: inVault("key"),
  azurerm_key_vault_encrypted_value: inVault("key", "key_vault_key_id"),
  azurerm_key_vault_certificate: inVault("certificate"),
  azurerm_key_vault_certificates: inVault("certificate"),
  azurerm_key_vault_certificate_data: inVault("certificate"),
  azurerm_key_vault_certificate_issuer: inVault("certificate issuer"),
  azurerm_key_vault_certificate_contacts: inVault("certificate contacts"),
  azurerm_key_vault_managed_storage_account: inVault("storage account"),
  azurerm_key_vault_managed_storage_account_sas_token_definition: inVault(
    "storage account",
    "managed_storage_account_id",
  ),
  azurerm_key_vault_managed_hardware_security_module_key: inVault("key", "managed_hsm_id"),
  azurerm_key_vault_managed_hardware_security_module_key_rotation_policy: inVault(
    "key",
    "managed_hsm_key_id",
  ),
  azurerm_key_vault_managed_hardware_security_module_role_assignment: inVault(
    "role assignment",
    "managed_hsm_id",
    "vault_base_url",
  ),
  azurerm_key_vault_managed_hardware_security_module_role_definition: inVault(
    "role definition",
    "managed_hsm_id",
    "vault_base_url",
  ),
};

/**
 * What `azapi_data_plane_resource` writes and reads in vaults, by its type in lower case, without a version:
 * https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/data_plane_resource
 */
export const azapiContents: ReadonlyMap<string, ContentKind> = new Map([
  ["microsoft.keyvault/vaults/secrets", "secret"],
  ["microsoft.keyvault/vaults/keys", "key"],
  ["microsoft.keyvault/vaults/certificates", "certificate"],
  ["microsoft.keyvault/vaults/certificates/contacts", "certificate contacts"],
  ["microsoft.keyvault/vaults/certificates/issuers", "certificate issuer"],
  ["microsoft.keyvault/vaults/storage", "storage account"],
  ["microsoft.keyvault/vaults/storage/sas", "storage account"],
]);

/** What Azure Resource Manager writes in vaults: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/secrets */
export const armContents: Readonly<Record<string, ContentKind>> = {
  "microsoft.keyvault/vaults/secrets": "secret",
  "microsoft.keyvault/vaults/keys": "key",
  "microsoft.keyvault/managedhsms/keys": "key",
};

/** Spellings of a policy in `accessPolicies`: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/accesspolicies */
export const armAccessPolicy = {
  policies: objects("properties", "accessPolicies"),
  principal: id("objectId"),
  keys: words("permissions", "keys"),
  secrets: words("permissions", "secrets"),
  certificates: words("permissions", "certificates"),
  storage: words("permissions", "storage"),
} satisfies AccessPolicySchema;

/** Spellings of the block `access_policy` of `azurerm_key_vault`, and of `azurerm_key_vault_access_policy`. */
export const azurermAccessPolicy = {
  policies: objects("access_policy"),
  vault: id("key_vault_id"),
  principal: id("object_id"),
  keys: words("key_permissions"),
  secrets: words("secret_permissions"),
  certificates: words("certificate_permissions"),
  storage: words("storage_permissions"),
} satisfies AccessPolicySchema;

/** Spellings of a role assignment: https://learn.microsoft.com/azure/templates/microsoft.authorization/roleassignments */
export const armRoleAssignment = {
  role: id("properties", "roleDefinitionId"),
  principal: id("properties", "principalId"),
} satisfies RoleAssignmentSchema;

/** Spellings of `azurerm_role_assignment`, which allows a name instead of an ID. */
export const azurermRoleAssignment = {
  scope: id("scope"),
  roleName: word("role_definition_name"),
  role: id("role_definition_id"),
  principal: id("principal_id"),
} satisfies RoleAssignmentSchema;

function inVault(what: ContentKind, ...vault: readonly string[]): ContentSpelling {
  return { what, vault: vault.length > 0 ? vault : ["key_vault_id"] };
}
