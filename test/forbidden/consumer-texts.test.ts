import { describe, expect, it } from "vitest";
import { analyze, explain, type Explanation, readError, wordsIn } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { identity } from "./bodies.ts";

/** What consumers and deployments print, as public issues quote it, with the vault called `kv-shop-01`. */
const logs = {
  containerApps:
    "InvalidParameterValueInContainerTemplate: Field 'configuration.secrets' is invalid with details: 'Invalid value: \"db\": Unable to get value using Managed identity /subscriptions/x/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/uai for secret db. Error: unable to fetch secret 'db' using Managed identity '/subscriptions/x/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/uai''",
  gateway:
    "Access denied for KeyVault Secret 'https://kv-shop-01.vault.azure.net/secrets/tls' for Application Gateway '/subscriptions/x/resourceGroups/rg/providers/Microsoft.Network/applicationGateways/agw'. Make sure that Identity assigned to Application Gateway has access to the KeyVault associated with secret.",
  apim: "Failed to access Key Vault secret https://kv-shop-01.vault.azure.net/secrets/nv using Managed Service Identity of Api Management service. Check if Managed Identity of Type: SystemAssigned has GET permissions on secrets in the Key Vault Access Policies.",
  databricks: "INVALID_STATE: Databricks could not access keyvault: https://kv-shop-01.vault.azure.net/.",
  sql: "40972 AzureKeyVaultConnectionFailed: The server failed to connect to the Azure Key Vault 'https://kv-shop-01.vault.azure.net/keys/tde/0123'.",
  disks:
    "KeyVaultAccessForbidden: Unable to access key vault resource 'https://kv-shop-01.vault.azure.net/keys/cmk/1' to enable encryption at rest. Please grant get, wrap and unwrap key permissions to disk encryption set 'des'.",
  parameter:
    "KeyVaultParameterReferenceSecretRetrieveFailed: The secret of KeyVault parameter 'adminPassword' cannot be retrieved. Http status code: 'Forbidden'. kv-shop-01.vault.azure.net",
  factory:
    "Failed to get the secret from key vault, secretName: db, secretVersion: , vaultBaseUrl: https://kv-shop-01.vault.azure.net/. The error message is: Public network access is disabled and request is not from a trusted service nor via an approved private link.",
  app: "Key Vault reference status: AccessToKeyVaultDenied. Key Vault reference was not able to be resolved because site was denied access to Key Vault reference's vault. kv-shop-01",
  perimeter:
    '(Forbidden) Access denied by network security perimeter. Caller: appid=x;oid=y Vault: kv-shop-01;location=westeurope Inner error: { "code": "ForbiddenByNsp" }',
  policy:
    '{"code":"RequestDisallowedByPolicy","message":"Resource \'kv-shop-01\' was disallowed by policy. Policy identifiers: \'[{"policyDefinition":{"id":"/providers/Microsoft.Authorization/policyDefinitions/405c5871-3e91-4644-8a63-58e19d68ff5b"}}]\'."}',
  address:
    "(BadRequest) Invalid value found at properties.networkAcls.ipRules[0].value: 10.0.0.0/8 belongs to forbidden range 10.0.0.0–10.255.255.255 (private IP addresses)",
  subnet:
    "Error Code: SubnetsHaveNoServiceEndpointsConfigured. Error Message: Subnets app of virtual network /subscriptions/x/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet do not have ServiceEndpoints for Microsoft.KeyVault resources configured.",
  tls: "SSLError: hostname 'kv-shop-01.privatelink.vaultcore.azure.net' doesn't match either of '*.vault.azure.net', 'vault.azure.net'",
} as const;

describe("a text of a consumer or a deployment", () => {
  it.each([
    ["containerApps", "consumer", null],
    ["gateway", "consumer", "kv-shop-01"],
    ["apim", "consumer", "kv-shop-01"],
    ["databricks", "consumer", "kv-shop-01"],
    ["sql", "consumer", "kv-shop-01"],
    ["disks", "consumer", "kv-shop-01"],
    ["parameter", "consumer", "kv-shop-01"],
    ["factory", "disabled", "kv-shop-01"],
    ["app", "unknown", null],
    ["perimeter", "perimeter", "kv-shop-01"],
    ["policy", "rejected-policy", "kv-shop-01"],
    ["address", "rejected-address", null],
    ["subnet", "rejected-subnet", null],
    ["tls", "tls", "kv-shop-01"],
  ] as const)("of %s is %s of %s", (log, shape, vault) => {
    const read = readError(logs[log]);
    expect(read).toMatchObject({ shape, vault });
    expect(JSON.stringify(read)).not.toMatch(identity);
    const inLines = logs[log].replaceAll(
      /[.:] (?!.{0,30}(?:belongs|Subnets))/g,
      (end) => `${end.trim()}\r\n`,
    );
    expect(readError(inLines)).toMatchObject({ shape, vault });
  });

  it.each([
    "Resource 'st1' was disallowed by policy. Reasons: 'Storage accounts should use customer-managed keys of a key vault'. RequestDisallowedByPolicy",
    "Resource 'st1' was disallowed by policy. Reasons: 'Storage accounts should disable public network access'. RequestDisallowedByPolicy",
    "SubnetsHaveNoServiceEndpointsConfigured: Subnets app of virtual network /x/virtualNetworks/vnet do not have ServiceEndpoints for Microsoft.Storage resources configured.",
    "SSLError: hostname 'st.privatelink.blob.core.windows.net' doesn't match either of '*.blob.core.windows.net'",
    "Databricks could not access storage: https://st.dfs.core.windows.net/.",
    "Access denied for Application Gateway '/subscriptions/x/applicationGateways/agw'.",
  ])("of another service is none: %s", (text) => {
    expect(readError(text)).toBeNull();
  });

  it("does not come before the answer of the vault that it quotes", () => {
    const quoted = `${logs.containerApps} Client address is not authorized and caller is not a trusted service. Client address: 20.50.1.1 Vault: kv-shop-01;location=x`;
    expect(readError(quoted)).toMatchObject({ shape: "firewall", client: "20.50.1.1", vault: "kv-shop-01" });
    expect(
      readError(`${logs.policy} ${"-".repeat(700)} kv-shop-02.vault.azure.net 403 Forbidden`)?.shape,
    ).toBe("unknown");
  });

  it("is read in time that grows with its length", () => {
    const parts = [
      "Access denied for KeyVault Secret 'https:///",
      "/applicationGateways",
      "Unable to access key vault resource '",
    ];
    for (const part of parts) expect(readError(part.repeat(20_000))?.kind).not.toBe("failure");
  });
});

const rest = "location: 'westeurope'";
const closed =
  "properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'None' } }";
const bicep = `resource other 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv-other-01', ${rest}, properties: {} }
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv-shop-01', ${rest}, ${closed} }
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet', ${rest}
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] }, subnets: [{ name: 'agw', properties: { addressPrefix: '10.1.0.0/24' } }, { name: 'app', properties: { addressPrefix: '10.1.1.0/24' } }] }
}
resource agw 'Microsoft.Network/applicationGateways@2024-05-01' = {
  name: 'agw', ${rest}
  identity: { type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/x/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i': {} } }
  properties: {
    gatewayIPConfigurations: [{ name: 'ip', properties: { subnet: { id: vnet.properties.subnets[0].id } } }]
    sslCertificates: [{ name: 'c', properties: { keyVaultSecretId: '\${kv.properties.vaultUri}secrets/tls' } }]
  }
}
resource api 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'api', ${rest}
  identity: { type: 'SystemAssigned' }
  properties: { configuration: { secrets: [{ name: 'db', keyVaultUrl: '\${kv.properties.vaultUri}secrets/db', identity: 'system' }] } }
}
resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'site', ${rest}
  identity: { type: 'SystemAssigned' }
  properties: { siteConfig: { appSettings: [{ name: 'DB', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/db)' }] } }
}
`;
const terraform = `resource "azurerm_key_vault" "other" { name = "kv-other-01" }
resource "azurerm_key_vault" "kv" {
  name                          = "kv-shop-01"
  public_network_access_enabled = false
  network_acls {
    bypass         = "None"
    default_action = "Deny"
  }
}
resource "azurerm_mssql_server" "sql" {
  name                                         = "sql"
  version                                      = "12.0"
  primary_user_assigned_identity_id            = "/subscriptions/x/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"
  transparent_data_encryption_key_vault_key_id = "\${azurerm_key_vault.kv.vault_uri}keys/tde/0123456789abcdef0123456789abcdef"
  identity { type = "UserAssigned" }
}
resource "databricks_secret_scope" "scope" {
  name = "kv"
  keyvault_metadata {
    resource_id = azurerm_key_vault.kv.id
    dns_name    = azurerm_key_vault.kv.vault_uri
  }
}
`;

function explained(file: string, text: string, log: string): Explanation {
  const error = readError(log);
  if (!error) throw new Error(`no failure in ${log}`);
  const analysis = analyze({
    root: file.endsWith(".tf") ? "/" : file,
    files: filesInMemory({ [file]: text }),
  });
  return explain(error, [analysis], undefined, [], log);
}

const titles = ({ fixes }: Explanation): readonly string[] => fixes.map(wordsIn("en").fix);
const advice = (each: Explanation): readonly string[] => each.advice.map(({ kind }) => kind);

describe("the templates of its consumer", () => {
  it.each([
    ["/main.bicep", bicep, "gateway", "consumer:agw", "denied"],
    ["/main.bicep", bicep, "containerApps", "consumer:api", "denied"],
    ["/main.bicep", bicep, "app", "consumer:site", "denied"],
    ["/main.tf", terraform, "sql", "consumer:azurerm_mssql_server.sql", "denied"],
    ["/main.tf", terraform, "databricks", "consumer:databricks_secret_scope.scope", "denied"],
    // Nothing here is one: the service is asked, wherever it runs.
    ["/main.tf", terraform, "factory", "service:azure-data-factory", "denied"],
  ] as const)("answer for the one that called: %3$s", (file, text, log, from, verdict) => {
    const { template, candidates } = explained(file, text, logs[log]);
    expect(candidates.map(({ symbol }) => symbol.split(".").at(-1))).toEqual(["kv"]);
    expect(template).toMatchObject({ from, vaultName: "kv-shop-01", verdict });
  });

  it("offer what lets that caller in, and no bypass for one that is not trusted", () => {
    expect(titles(explained("/main.tf", terraform, logs.sql))).toEqual([
      "Allow trusted services on 'kv-shop-01'",
    ]);
    const site = titles(explained("/main.bicep", bicep, logs.app));
    expect(site).toEqual([
      "Add a private endpoint for 'kv-shop-01' in the caller's network",
      "Set publicNetworkAccess of 'kv-shop-01' to Enabled and defaultAction to Deny, and list the caller in its rules",
    ]);
  });

  it("suspect a permission only where the network lets the caller in", () => {
    const open = bicep.replace(
      closed,
      "properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }",
    );
    const gateway = explained("/main.bicep", open, logs.gateway);
    expect(gateway.template?.verdict).toBe("allowed");
    expect(advice(gateway)).toEqual(["network-allows", "check-permission"]);
    expect(advice(explained("/main.bicep", bicep, logs.gateway))).toEqual([]);
  });

  it("claim nothing of a vault that the text cannot be about", () => {
    const unused = bicep.replaceAll("kv-shop-01", "kv-else-01");
    const { template, candidates, fixes } = explained("/main.bicep", unused, logs.gateway);
    expect({ template, candidates, fixes }).toEqual({ template: null, candidates: [], fixes: [] });
  });
});

describe("a deployment that Azure rejected", () => {
  const listing = bicep.replace(
    closed,
    `properties: { networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '10.0.0.0/8' }, { value: '203.0.113.7' }], virtualNetworkRules: [{ id: vnet.properties.subnets[1].id }] } }`,
  );

  it.each([
    ["address", "Remove 10.0.0.0/8 from ipRules of 'kv-shop-01'"],
    ["subnet", "Add service endpoint Microsoft.KeyVault to vnet/app (allows the subnet)"],
    ["policy", /^Set publicNetworkAccess to "?'?Disabled/],
  ] as const)("for its %s is that of the vault which has it", (log, title) => {
    const found = explained("/main.bicep", listing, logs[log]);
    expect(found.candidates.map(({ symbol }) => symbol)).toEqual(["kv"]);
    expect(found.template).toBeNull();
    expect(titles(found)).toEqual([typeof title === "string" ? title : expect.stringMatching(title)]);
  });

  it.each(["address", "subnet"] as const)("for its %s is none of vaults without one", (log) => {
    const { candidates, fixes } = explained("/main.bicep", bicep, logs[log]);
    expect({ candidates, fixes }).toEqual({ candidates: [], fixes: [] });
  });
});

describe("the name of a vault as a plain word", () => {
  it("is read only if one vault has it, and it is no common word", () => {
    const log = "Key Vault reference status: AccessToKeyVaultDenied.";
    expect(explained("/main.bicep", bicep, `${log} kv-shop-01`).vault).toBe("kv-shop-01");
    expect(explained("/main.bicep", bicep, `${log} kv-shop-01 kv-other-01`).vault).toBeNull();
    expect(explained("/main.bicep", bicep, `${log} kv-shop-011`).vault).toBeNull();
    expect(explained("/main.bicep", bicep.replaceAll("kv-shop-01", "status"), log).vault).toBeNull();
  });
});
