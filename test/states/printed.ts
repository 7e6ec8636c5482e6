/** What tools print of one and the same vault, each in its own shape. */

const subscription = "00000000-0000-0000-0000-000000000000";
export const group = `/subscriptions/${subscription}/resourceGroups/rg`;

/** Properties of a vault as Azure spells them. */
export interface PrintedVault {
  readonly name: string;
  readonly publicNetworkAccess?: string;
  readonly defaultAction?: string;
  readonly bypass?: string;
  readonly ipRules?: readonly string[];
  /** `vnet/subnet`. */
  readonly subnets?: readonly string[];
  /** Names of approved private endpoints. */
  readonly endpoints?: readonly string[];
}

export function vaultId(name: string): string {
  return `${group}/providers/Microsoft.KeyVault/vaults/${name}`;
}

function endpointId(name: string): string {
  return `${group}/providers/Microsoft.Network/privateEndpoints/${name}`;
}

export function subnetId(label: string): string {
  return `${group}/providers/Microsoft.Network/virtualNetworks/${label.replace("/", "/subnets/")}`;
}

/** The vault as `az keyvault show` prints it; with `connections` it lists its private endpoints. */
export function shown(vault: PrintedVault, connections = true): object {
  const { name, endpoints = [] } = vault;
  const approved = endpoints.map((each) => ({
    id: `${vaultId(name)}/privateEndpointConnections/${each}`,
    privateEndpoint: { id: endpointId(each), resourceGroup: "rg" },
    privateLinkServiceConnectionState: { actionsRequired: "None", status: "Approved" },
  }));
  return {
    id: vaultId(name),
    location: "westeurope",
    name,
    properties: {
      ...propertiesOf(vault),
      ...(connections ? { privateEndpointConnections: approved.length > 0 ? approved : null } : {}),
    },
    resourceGroup: "rg",
    type: "Microsoft.KeyVault/vaults",
  };
}

function propertiesOf({
  publicNetworkAccess = "Enabled",
  defaultAction = "Deny",
  bypass = "None",
  ipRules = [],
  subnets = [],
}: PrintedVault): object {
  return {
    networkAcls: {
      bypass,
      defaultAction,
      ipRules: ipRules.map((value) => ({ value })),
      virtualNetworkRules: subnets.map((each) => ({ id: subnetId(each) })),
    },
    publicNetworkAccess,
    sku: { family: "A", name: "standard" },
  };
}

function resourcesOf(vaults: readonly PrintedVault[]): readonly object[] {
  return vaults.flatMap((vault) => [
    { ...shown(vault, false), apiVersion: "2023-07-01" },
    ...(vault.endpoints ?? []).map((name) => ({
      id: endpointId(name),
      type: "Microsoft.Network/privateEndpoints",
      name,
      apiVersion: "2023-09-01",
      location: "[resourceGroup().location]",
      properties: {
        subnet: { id: subnetId("hub/endpoints") },
        privateLinkServiceConnections: [
          { name, properties: { privateLinkServiceId: vaultId(vault.name), groupIds: ["vault"] } },
        ],
      },
    })),
  ]);
}

/** `bicep snapshot main.bicepparam`. */
export function snapshot(...vaults: readonly PrintedVault[]): object {
  return { predictedResources: resourcesOf(vaults), diagnostics: [] };
}

/** `az deployment group what-if --no-pretty-print`; a vault without a side is not there on it. */
export function whatIf(before: readonly PrintedVault[], after: readonly PrintedVault[]): object {
  const [was, is] = [resourcesOf(before), resourcesOf(after)].map(
    (each) => new Map(each.map((resource) => ["id" in resource ? String(resource.id) : "", resource])),
  );
  const ids = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
  const changes = ids.map((resourceId) => {
    const sides = { before: was?.get(resourceId) ?? null, after: is?.get(resourceId) ?? null };
    return { resourceId, changeType: changeType(sides), ...sides, delta: null, unsupportedReason: null };
  });
  return { changes, error: null, status: "Succeeded" };
}

function changeType({
  before,
  after,
}: {
  readonly before: object | null;
  readonly after: object | null;
}): string {
  if (!before) return "Create";
  if (!after) return "Delete";
  return JSON.stringify(before) === JSON.stringify(after) ? "NoChange" : "Modify";
}

/** Rows of `az graph query`. */
export function graph(...vaults: readonly PrintedVault[]): object {
  const data = vaults.map((vault) => shown(vault));
  return { count: data.length, data, skip_token: null, total_records: data.length };
}

/** `terraform show -json` of a state. */
export function terraformState(...vaults: readonly PrintedVault[]): object {
  return { format_version: "1.0", terraform_version: "1.9.0", values: rootModule(vaults) };
}

/** `terraform.tfstate`, or `terraform state pull`. */
export function terraformStateFile(...vaults: readonly PrintedVault[]): object {
  const resources = vaults.flatMap(terraformResources).map(({ mode, type, name, values }) => ({
    ...{ mode, type, name, provider: 'provider["registry.terraform.io/hashicorp/azurerm"]' },
    instances: [{ schema_version: 2, attributes: values, sensitive_attributes: [], private: "bnVsbA==" }],
  }));
  const head = {
    version: 4,
    terraform_version: "1.9.0",
    serial: 7,
    lineage: "3f0c6b7a-0000-0000-0000-000000000000",
  };
  return { ...head, outputs: {}, resources, check_results: null };
}

/** `terraform show -json` of a plan. */
export function terraformPlan(before: readonly PrintedVault[], after: readonly PrintedVault[]): object {
  return {
    ...{ format_version: "1.2", terraform_version: "1.9.0", planned_values: rootModule(after) },
    resource_changes: [],
    ...(before.length > 0 ? { prior_state: terraformState(...before) } : {}),
  };
}

function rootModule(vaults: readonly PrintedVault[]): object {
  return { root_module: { resources: vaults.flatMap(terraformResources) } };
}

interface TerraformResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly values: object;
}

function terraformResources({
  name,
  publicNetworkAccess = "Enabled",
  defaultAction = "Deny",
  bypass = "None",
  ipRules = [],
  subnets = [],
  endpoints = [],
}: PrintedVault): readonly TerraformResource[] {
  const acls = {
    ...{ bypass, default_action: defaultAction, ip_rules: ipRules },
    virtual_network_subnet_ids: subnets.map(subnetId),
  };
  const vault = {
    ...{ id: vaultId(name), name, resource_group_name: "rg", network_acls: [acls] },
    public_network_access_enabled: publicNetworkAccess === "Enabled",
  };
  const resource = (type: string, symbol: string, values: object): TerraformResource => ({
    ...{ address: `${type}.${symbol}`, mode: "managed", type, name: symbol, values },
  });
  return [
    resource("azurerm_key_vault", name, vault),
    ...endpoints.map((each) =>
      resource("azurerm_private_endpoint", each, {
        name: each,
        subnet_id: subnetId("hub/endpoints"),
        private_service_connection: [
          {
            is_manual_connection: false,
            private_connection_resource_id: vaultId(name),
            subresource_names: ["vault"],
          },
        ],
      }),
    ),
  ];
}
