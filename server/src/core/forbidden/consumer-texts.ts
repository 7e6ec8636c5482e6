import type { ForbiddenShape } from "../access/refusal.ts";
import type { About } from "./about.ts";

/** A text of a consumer of vaults or of a deployment, and what it is about. */
export interface ConsumerText {
  /** Null if something else in the text says why the call failed. */
  readonly shape: ForbiddenShape | null;
  readonly sign: RegExp;
  readonly about: (parts: Readonly<Record<string, string | undefined>>, log: string) => About;
  /** Whether the text is about a vault, where other resources have the same. */
  readonly isMeant?: (log: string) => boolean;
}

function by(...services: readonly string[]): ConsumerText["about"] {
  return ({ name = null }) => ({ kind: "consumer", services, name });
}

const references = [
  "app-service-key-vault-references",
  "azure-functions-key-vault-references",
  "logic-apps-standard-key-vault-references",
  "static-web-apps-key-vault-references",
];

/** Azure's built-in definitions: https://learn.microsoft.com/azure/key-vault/policy-reference */
function demandOf(log: string): Extract<About, { readonly kind: "policy" }>["demands"] {
  if (/405c5871-3e91-4644-8a63-58e19d68ff5b|disable public network access/i.test(log))
    return "publicNetworkAccess";
  return /55615ac9-af46-4a59-874e-391cc3dfb490|firewall enabled/i.test(log) ? "defaultAction" : null;
}

/** A policy rejects resources of any type: only some of the texts say of which. */
function isOfVault(log: string): boolean {
  return /405c5871-3e91-4644-8a63-58e19d68ff5b|55615ac9-af46-4a59-874e-391cc3dfb490|\bkey ?vaults? (?:should|must)\b|\bKey Vault Name: "|\bMicrosoft\.KeyVault\/vaults\b/i.test(
    log,
  );
}

/**
 * What consumers print of vaults that they cannot use, as public issues quote them: Container Apps, Application Gateway, API Management,
 * Databricks, SQL, Data Factory, disk encryption, Cosmos DB, App Service, App Configuration, and Azure Resource Manager
 * (https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors). None says whether the network or
 * a permission is the cause, unless the vault's own answer is quoted.
 */
export const consumerTexts: readonly ConsumerText[] = [
  {
    shape: "consumer",
    sign: /\bunable to (?:get value|fetch secret '[^']{0,127}') using Managed identity\b/i,
    about: by("container-apps-key-vault-secrets"),
  },
  {
    shape: "consumer",
    sign: /\b(?:Access denied for KeyVault Secret|Problem occurr?ed while accessing and validating KeyVault Secrets associated with Application Gateway).{0,400}?\/applicationGateways\/(?<name>[\w.-]{1,80})/i,
    about: by("azure-application-gateway"),
  },
  {
    shape: "consumer",
    sign: /\bApplicationGateway(?:KeyVaultSecretException|SecretAccessDenied)|KeyVault Secrets? '?[^' ]{0,200}'? (?:for|associated with) Application Gateway/i,
    about: by("azure-application-gateway"),
  },
  {
    shape: "consumer",
    sign: /\bFailed to access Key ?Vault (?:secret|certificate) \S{1,300} using Managed Service Identity\b[^.]{0,40}\bApi ?Management\b/i,
    about: by("api-management-named-values", "azure-api-management"),
  },
  { shape: "consumer", sign: /\bDatabricks could not access keyvault\b/i, about: by("azure-databricks") },
  {
    shape: "consumer",
    sign: /\bAzureKeyVaultConnectionFailed\b|\bThe server failed to connect to the Azure Key Vault\b/i,
    about: by("azure-sql-database"),
  },
  {
    shape: "consumer",
    sign: /\bUnable to access key vault resource '[^']{0,300}' to enable encryption at rest\b(?:.{0,120}?\bdisk encryption set '(?<name>[\w.-]{1,80})')?/i,
    about: by("azure-disk-storage"),
  },
  {
    shape: "consumer",
    sign: /\bblocking outbound requests to the Azure Key Vault service\b/i,
    about: by("cosmos-db-cmk"),
  },
  {
    shape: "consumer",
    sign: /\bKeyVaultParameterReferenceSecretRetrieveFailed\b|\bsecret of KeyVault parameter '[^']{0,127}' cannot be retrieved\b/i,
    about: by("azure-resource-manager-template-deployment-service"),
  },
  {
    shape: null,
    sign: /\bFailed to get the secret from key vault, secretName:/i,
    about: by("azure-data-factory", "azure-synapse-analytics"),
  },
  { shape: null, sign: /\bAccessToKeyVaultDenied\b|\bKey Vault reference\b/i, about: by(...references) },
];

/** What deployments print of vaults that Azure does not accept; nothing called the vault. */
export const deploymentTexts: readonly ConsumerText[] = [
  {
    shape: "rejected-subnet",
    sign: /\bSubnetsHaveNoServiceEndpointsConfigured\b(?:.{0,80}?\bSubnets (?<subnet>[\w.-]{1,80}) of virtual network \S{0,300}?\/virtualNetworks\/(?<network>[\w.-]{1,80}) do not have ServiceEndpoints for Microsoft\.KeyVault\b)/i,
    about: ({ subnet = "", network = null }) => ({ kind: "subnet", subnet, network }),
  },
  {
    shape: "rejected-address",
    sign: /\bnetworkAcls\.ipRules\[\d{1,4}\](?:\.value)?: ?(?<rule>[\d./]{7,18}) belongs to forbidden range\b/i,
    about: ({ rule = "" }) => ({ kind: "ip-rule", rule }),
  },
  {
    shape: "rejected-policy",
    sign: /\bRequestDisallowedByPolicy\b|\bwas disallowed by policy\b/i,
    about: (_, log) => ({ kind: "policy", demands: demandOf(log) }),
    isMeant: isOfVault,
  },
];
