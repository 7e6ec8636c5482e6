import type { ContentKind } from "../network.ts";

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

function inVault(what: ContentKind, ...vault: readonly string[]): ContentSpelling {
  return { what, vault: vault.length > 0 ? vault : ["key_vault_id"] };
}
