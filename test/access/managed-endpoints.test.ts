import { describe, expect, it, test } from "vitest";
import { judge } from "../../server/src/core/access/verdict.ts";
import { analyze } from "../../server/src/core/index.ts";
import { everyConsumerIn } from "../../server/src/core/services/consumers/find-consumers.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { inBicep, inBlocks, inHcl, type Members } from "../support/written.ts";

/**
 * A private endpoint that a service requests in a network that Azure manages for it is a way to the vault as soon as the vault's owner
 * approves it, which templates do not show. It is none for another instance of the service, to another vault or to another part of it, for a
 * machine of the customer, and once it is refused.
 */
interface Family {
  /** The resource whose endpoints they are. */
  readonly owner: string;
  readonly endpoint: string;
  /** What uses the vault: a child of the owner, or the owner itself where that is null. */
  readonly user: string | null;
  /** `VAULT` is the ID of the vault, `URI` its address. */
  readonly uses: Members;
  /** The properties of an endpoint. */
  readonly target: (vault: string, part: string) => Members;
}

const arm: Family["target"] = (vault, part) => ({ privateLinkResourceId: vault, groupId: part });
const rule: Family["target"] = (vault, part) => ({
  type: "PrivateEndpoint",
  destination: { serviceResourceId: vault, subresourceTarget: part },
});

const linked = { properties: { type: "AzureKeyVault", typeProperties: { baseUrl: "URI" } } };
const encrypted = {
  properties: {
    encryption: {
      keySource: "Microsoft.KeyVault",
      keyVaultProperties: { keyVaultUri: "URI", keyName: "cmk" },
    },
  },
};
const certificate = { properties: { keyVaultBaseUri: "URI", keyVaultSecretName: "s" } };

const inAzure: readonly Family[] = [
  {
    ...{ owner: "Microsoft.DataFactory/factories", user: "linkedservices", uses: linked, target: arm },
    endpoint: "managedVirtualNetworks/managedPrivateEndpoints",
  },
  {
    ...{ owner: "Microsoft.Synapse/workspaces", user: "keys", target: arm },
    uses: { properties: { keyVaultUrl: "URIkeys/cmk" } },
    endpoint: "managedVirtualNetworks/managedPrivateEndpoints",
  },
  {
    ...{ owner: "Microsoft.Search/searchServices", user: null, target: arm },
    uses: {
      properties: {
        encryptionWithCmk: { serviceLevelEncryptionKey: { keyVaultUri: "URI", keyVaultKeyName: "k" } },
      },
    },
    endpoint: "sharedPrivateLinkResources",
  },
  {
    ...{
      owner: "Microsoft.SignalRService/signalR",
      user: "customCertificates",
      uses: certificate,
      target: arm,
    },
    endpoint: "sharedPrivateLinkResources",
  },
  {
    ...{
      owner: "Microsoft.SignalRService/webPubSub",
      user: "customCertificates",
      uses: certificate,
      target: arm,
    },
    endpoint: "sharedPrivateLinkResources",
  },
  {
    ...{ owner: "Microsoft.Kusto/clusters", user: null, target: arm },
    uses: { properties: { keyVaultProperties: { keyVaultUri: "URI", keyName: "cmk" } } },
    endpoint: "managedPrivateEndpoints",
  },
  {
    ...{ owner: "Microsoft.DatabaseWatcher/watchers", user: "targets", target: arm },
    uses: { properties: { targetVault: { akvResourceId: "VAULT" } } },
    endpoint: "sharedPrivateLinkResources",
  },
  {
    ...{ owner: "Microsoft.MachineLearningServices/workspaces", user: null, target: rule },
    uses: { properties: { keyVault: "VAULT", managedNetwork: { isolationMode: "Disabled" } } },
    endpoint: "outboundRules",
  },
  {
    ...{ owner: "Microsoft.CognitiveServices/accounts", user: null, uses: encrypted, target: rule },
    endpoint: "managedNetworks/outboundRules",
  },
];

interface Variant {
  readonly owner: "one" | "other";
  readonly vault: "kv" | "other";
  readonly part: string;
  readonly state?: string;
}

const requested: Variant = { owner: "one", vault: "kv", part: "vault" };
const variants: readonly (readonly [what: string, variant: Variant, isWay: boolean])[] = [
  ["to the vault", requested, true],
  ["to the vault, waiting", { ...requested, state: "Pending" }, true],
  ["to another vault", { ...requested, vault: "other" }, false],
  ["of another instance", { ...requested, owner: "other" }, false],
  ["to another part", { ...requested, part: "blob" }, false],
  ["that is refused", { ...requested, state: "Rejected" }, false],
];

interface Resource {
  readonly symbol: string;
  readonly type: string;
  readonly names: readonly string[];
  readonly body: Members;
}

function resourcesOf(family: Family, { owner, vault, part, state }: Variant): readonly Resource[] {
  const { endpoint, user, uses, target } = family;
  const ofOwner = (symbol: string, body: Members): Resource => ({
    ...{ symbol, names: [symbol], body, type: family.owner },
  });
  const path = endpoint.split("/");
  const requests = target(vault === "kv" ? "VAULT" : "OTHER", part);
  const states: Members = state === undefined ? {} : { status: state, connectionState: { status: state } };
  return [
    ofOwner("one", user === null ? uses : {}),
    ofOwner("other", {}),
    ...(user === null
      ? []
      : [{ symbol: "user", type: `${family.owner}/${user}`, names: ["one", "user"], body: uses }]),
    {
      symbol: "endpoint",
      type: `${family.owner}/${endpoint}`,
      names: [owner, ...path.slice(1).map(() => "default"), "endpoint"],
      body: { properties: { ...requests, ...states } },
    },
  ];
}

const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";

const syntaxes: readonly (readonly [
  name: string,
  root: string,
  write: (of: readonly Resource[]) => string,
])[] = [
  [
    "ARM JSON",
    "/main.json",
    (resources) =>
      JSON.stringify({
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [
          ...["kv", "kv-other"].map((name) => ({
            ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2024-11-01", name },
            properties: {
              publicNetworkAccess: "Disabled",
              networkAcls: { defaultAction: "Deny", bypass: "None" },
            },
          })),
          ...resources.map(({ type, names, body }) => ({
            ...{ type, apiVersion: "2024-01-01", name: names.join("/"), ...body },
          })),
        ],
      })
        .replaceAll("VAULT", "[resourceId('Microsoft.KeyVault/vaults', 'kv')]")
        .replaceAll("OTHER", "[resourceId('Microsoft.KeyVault/vaults', 'kv-other')]")
        .replaceAll("URI", "https://kv.vault.azure.net/"),
  ],
  [
    "Bicep",
    "/main.bicep",
    (resources) =>
      [
        ...["kv", "kv-other"].map((name, index) =>
          bicep(index === 0 ? "kv" : "otherVault", "Microsoft.KeyVault/vaults", {
            name,
            properties: {
              publicNetworkAccess: "Disabled",
              networkAcls: { defaultAction: "Deny", bypass: "None" },
            },
          }),
        ),
        ...resources.map(({ symbol, type, names, body }) =>
          bicep(symbol, type, { name: names.join("/"), ...body }),
        ),
      ]
        .join("")
        .replaceAll("'VAULT'", "kv.id")
        .replaceAll("'OTHER'", "otherVault.id")
        .replaceAll("'URI", "'${kv.properties.vaultUri}"),
  ],
  [
    "azapi",
    "/main.tf",
    (resources) =>
      `${terraformVaults}${resources
        .map(({ symbol, type, names, body }) => {
          const [provider = "", ...types] = type.split("/");
          const around = types.slice(0, -1).map((each, at) => `${each}/${names[at] ?? ""}`);
          const parent = around.length > 0 ? `${group}/providers/${provider}/${around.join("/")}` : group;
          return `resource "azapi_resource" "${symbol}" {\n  type = "${type}@2024-01-01"\n  name = "${names.at(-1) ?? ""}"\n  parent_id = "${parent}"\n  body = ${inHcl(body)}\n}\n`;
        })
        .join("")}`
        .replaceAll('"VAULT"', "azurerm_key_vault.kv.id")
        .replaceAll('"OTHER"', "azurerm_key_vault.other.id")
        .replaceAll("URI", "${azurerm_key_vault.kv.vault_uri}"),
  ],
];

function bicep(symbol: string, type: string, body: Members): string {
  return `resource ${symbol} '${type}@2024-01-01' = ${inBicep(body)}\n`;
}

const terraformVaults = ["kv", "other"]
  .map(
    (name) =>
      `resource "azurerm_key_vault" "${name}" {\n  name = "kv-${name}"\n  resource_group_name = "rg"\n  public_network_access_enabled = false\n  network_acls {\n    bypass = "None"\n    default_action = "Deny"\n  }\n}\n`,
  )
  .join("");

/** The verdict of the one consumer that uses the first vault. */
function verdictIn(root: string, text: string): string {
  const { worlds } = analyze({ root, files: filesInMemory({ [root]: text }) });
  const found = worlds.flatMap(({ network }) => {
    const [vault] = network.vaults;
    return vault
      ? everyConsumerIn(network).map((consumer) => judge(vault, network, { kind: "consumer", consumer }))
      : [];
  });
  return [...new Set(found.map(({ verdict, reason }) => `${verdict} ${reason}`))].join();
}

describe.each(inAzure)("$endpoint of $owner", (family) => {
  describe.each(syntaxes)("in %s", (_name, root, write) => {
    it.each(variants)("%s", (_what, variant, isWay) => {
      const verdict = verdictIn(root, write(resourcesOf(family, variant)));
      if (isWay) expect(verdict).toBe("depends DEPENDS_SERVICE");
      else expect(verdict).toMatch(/^denied /);
    });
  });
});

interface OfAzurerm {
  readonly owner: string;
  readonly endpoint: string;
  /** The argument with the ID of the owner, and the one with the part. */
  readonly belongs: string;
  readonly part?: string;
  readonly target?: string;
  readonly user: string | null;
  readonly uses: Members;
}

const key = "=azurerm_key_vault.kv.vault_uri";

const inAzurerm: readonly OfAzurerm[] = [
  {
    ...{
      owner: "azurerm_data_factory",
      endpoint: "azurerm_data_factory_managed_private_endpoint",
      belongs: "data_factory_id",
    },
    ...{
      user: "azurerm_data_factory_linked_service_key_vault",
      uses: { key_vault_id: "=azurerm_key_vault.kv.id" },
    },
  },
  {
    ...{
      owner: "azurerm_synapse_workspace",
      endpoint: "azurerm_synapse_managed_private_endpoint",
      belongs: "synapse_workspace_id",
    },
    ...{ user: "azurerm_synapse_workspace_key", uses: { customer_managed_key_versionless_id: key } },
  },
  {
    ...{
      owner: "azurerm_signalr_service",
      endpoint: "azurerm_signalr_shared_private_link_resource",
      belongs: "signalr_service_id",
    },
    ...{
      part: "sub_resource_name",
      user: "azurerm_signalr_service_custom_certificate",
      uses: { custom_certificate_id: key },
    },
  },
  {
    ...{
      owner: "azurerm_web_pubsub",
      endpoint: "azurerm_web_pubsub_shared_private_link_resource",
      belongs: "web_pubsub_id",
    },
    ...{ user: "azurerm_web_pubsub_custom_certificate", uses: { custom_certificate_id: key } },
  },
  {
    ...{ owner: "azurerm_machine_learning_workspace", belongs: "workspace_id", part: "sub_resource_target" },
    ...{
      endpoint: "azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint",
      target: "service_resource_id",
    },
    ...{
      user: null,
      uses: { key_vault_id: "=azurerm_key_vault.kv.id", managed_network: { isolation_mode: "Disabled" } },
    },
  },
];

describe.each(inAzurerm)(
  "$endpoint",
  ({ owner, endpoint, belongs, user, uses, part = "subresource_name", target }) => {
    it.each(variants.filter(([, { state }]) => state === undefined))("%s", (_what, variant, isWay) => {
      const block = (type: string, name: string, body: Members): string =>
        `resource "${type}" "${name}" {\n  name = "${name}"\n${inBlocks(body)}}\n`;
      const text = [
        terraformVaults,
        block(owner, "one", user === null ? uses : {}),
        block(owner, "other", {}),
        user === null ? "" : block(user, "user", { ...uses, [belongs]: `=${owner}.one.id` }),
        block(endpoint, "endpoint", {
          [belongs]: `=${owner}.${variant.owner}.id`,
          [target ?? "target_resource_id"]: `=azurerm_key_vault.${variant.vault}.id`,
          [part]: variant.part,
        }),
      ].join("");
      const verdict = verdictIn("/main.tf", text);
      if (isWay) expect(verdict).toBe("depends DEPENDS_SERVICE");
      else expect(verdict).toMatch(/^denied /);
    });
  },
);

test("a cluster of Data Explorer is named by its endpoint in azurerm, which says nothing against it", () => {
  const text = `${terraformVaults}
resource "azurerm_kusto_cluster" "one" { name = "one" }
resource "azurerm_kusto_cluster_customer_managed_key" "user" {
  cluster_id   = azurerm_kusto_cluster.one.id
  key_vault_id = azurerm_key_vault.kv.id
  key_name     = "cmk"
}
resource "azurerm_kusto_cluster_managed_private_endpoint" "endpoint" {
  name                     = "endpoint"
  cluster_name             = azurerm_kusto_cluster.one.name
  private_link_resource_id = azurerm_key_vault.VAULT.id
  group_id                 = "vault"
}
`;
  expect(verdictIn("/main.tf", text.replace("VAULT", "kv"))).toBe("depends DEPENDS_SERVICE");
  expect(verdictIn("/main.tf", text.replace("VAULT", "other"))).toMatch(/^denied /);
});

test.each([
  ["databricks_mws_ncc_private_endpoint_rule", "resource_id", "group_id"],
  ["fabric_workspace_managed_private_endpoint", "target_private_link_resource_id", "target_subresource_type"],
])("code is shown by its %s", (type, target, part) => {
  const text = (to: string): string =>
    `${terraformVaults}resource "${type}" "endpoint" {\n  ${target} = azurerm_key_vault.kv.id\n  ${part} = "${to}"\n}\n`;
  expect(verdictIn("/main.tf", text("vault"))).toBe("depends DEPENDS_SERVICE");
  expect(verdictIn("/main.tf", text("blob"))).toMatch(/^denied /);
});

test("a self-hosted runtime is in no network that Azure manages", () => {
  const text = (connectVia: string): string => `
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
resource factory 'Microsoft.DataFactory/factories@2018-06-01' = { name: 'factory' }
resource own 'Microsoft.DataFactory/factories/integrationRuntimes@2018-06-01' = {
  parent: factory
  name: 'own'
  properties: { type: 'SelfHosted' }
}
resource endpoint 'Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints@2018-06-01' = {
  name: 'factory/default/kv'
  properties: { privateLinkResourceId: kv.id, groupId: 'vault' }
}
resource secrets 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'secrets'
  properties: {
    type: 'AzureKeyVault'
    ${connectVia}
    typeProperties: { baseUrl: kv.properties.vaultUri }
  }
}
`;
  const runtime = "connectVia: { referenceName: own.name, type: 'IntegrationRuntimeReference' }";
  expect(verdictIn("/main.bicep", text(""))).toBe("depends DEPENDS_SERVICE");
  expect(verdictIn("/main.bicep", text(runtime))).toMatch(/^denied /);
});
