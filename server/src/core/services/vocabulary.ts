/** The vocabularies of the catalog. They are values too, so that a test can check the data against them. */

/** Where the trust, or the lack of it, is stated: Microsoft's list, another Microsoft page, or nowhere. */
export const trustStatuses = [
  "listed",
  "service-doc-only",
  "not-listed",
  "explicitly-not-trusted",
  "control-plane-exempt",
] as const;
export type TrustStatus = (typeof trustStatuses)[number];

/** How this product reports a caller of this kind; `serviceStanding` converts it into a case to decide on. */
export const reportings = [
  "ok-with-bypass",
  "ok-with-bypass-if-identity-matches",
  "ok-with-bypass-if-runtime-matches",
  "ok-with-bypass-unlisted",
  "unknown",
  "blocked-without-path",
  "follow-client",
  "never",
] as const;
export type Reporting = (typeof reportings)[number];

export const vaultObjects = ["key", "secret", "certificate"] as const;
export type VaultObject = (typeof vaultObjects)[number];

/** The kind of value at a path of a resource, and therefore how the vault's name is found in it. */
export const valueKinds = [
  "app-setting-reference",
  "block",
  "grantee",
  "certificate-id",
  "cross-tenant-client-id",
  "identity-selector",
  "json",
  "json-with-base-url",
  "json-with-reference",
  "json-with-secret-uri",
  "json-with-vault-url",
  "key-name",
  "key-uri",
  "key-uri-list",
  "key-version",
  "linked-service-name",
  "managed-api-id",
  "not-in-template",
  "policy-definition-id",
  "principal",
  "private-endpoint-id",
  "resource-id-of-intermediate",
  "role-id",
  "role-name",
  "runtime-selector",
  "script-link",
  "script-text",
  "secret-name",
  "secret-resource-id",
  "secret-uri",
  "secret-uri-list",
  "some-vault",
  "subnet-id",
  "switch",
  "value",
  "vault-address",
  "vault-child",
  "vault-id",
  "vault-mention",
  "vault-name",
  "vault-uri",
  "xml-with-vault-url",
] as const;
export type ValueKind = (typeof valueKinds)[number];

export const terraformBlocks = ["resource", "data", "ephemeral"] as const;
export type TerraformBlock = (typeof terraformBlocks)[number];

/** The identity that the bypass demands; `platform` is the Azure platform itself, `unknown` that no page says. */
export const requiredIdentities = [
  "system-assigned",
  "user-assigned",
  "either",
  "first-party-sp",
  "platform",
  "unknown",
] as const;
export type RequiredIdentity = (typeof requiredIdentities)[number];

export const vaultFlags = [
  "enabledForDiskEncryption",
  "enabledForDeployment",
  "enabledForTemplateDeployment",
  "enablePurgeProtection",
] as const;
export type VaultFlag = (typeof vaultFlags)[number];

export const flagNeeds = ["required", "recommended", "optional"] as const;
export type FlagNeed = (typeof flagNeeds)[number];

/** The ways to allow a caller that is not on Microsoft's list. */
export const wayIns = [
  "subnet-rule",
  "ip-rule",
  "private-endpoint",
  "any-network-path",
  "public-access",
  "hybrid-worker",
  "trusted-bypass-per-service-doc",
  "control-plane",
  "follow-client",
  "nothing",
] as const;
export type WayIn = (typeof wayIns)[number];
