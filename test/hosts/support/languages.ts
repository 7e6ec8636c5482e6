import { parametersText, templateText } from "../../cli/workspace.ts";

/** A parameter that a vault's template may declare. */
export interface Parameter {
  readonly type: "string" | "list" | "bool";
  readonly values: readonly Value[];
}

export type Value = string | boolean | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** A vault: what is written out, and what comes through parameters. */
export interface VaultSpec {
  readonly open: readonly string[];
  readonly withDefault: readonly string[];
  readonly values: Values;
  readonly bypass: string | null;
  readonly isPublic: boolean | null;
  readonly subnet: "with endpoint" | "without" | null;
}

type Parameters = Readonly<Record<string, Parameter>>;

/** How a language writes the files of a workspace. */
export interface Writer {
  readonly mainPath: string;
  readonly modulePath: string;
  readonly valuesEnding: string;
  readonly comment: string;
  readonly vault: (parameters: Parameters, spec: VaultSpec) => string;
  /** A root that hands all parameters on to the module. */
  readonly caller: (parameters: Parameters, spec: VaultSpec) => string;
  readonly values: (values: Values, using: string) => string;
  /** JSON that looks compiled from the template. */
  readonly twin?: (parameters: Parameters, spec: VaultSpec) => string;
  readonly test?: (parameters: Parameters, spec: VaultSpec) => string;
}

const bicepTypes = { string: "string", list: "string[]", bool: "bool" } as const;
const armTypes = { string: "string", list: "array", bool: "bool" } as const;
const terraformTypes = { string: "string", list: "list(string)", bool: "bool" } as const;

function declared(
  parameters: Parameters,
  spec: VaultSpec,
): readonly (readonly [string, Parameter, Value | null])[] {
  return spec.open.flatMap((name) => {
    const parameter = parameters[name];
    const value = spec.values[name];
    if (!parameter || value === undefined) return [];
    return [[name, parameter, spec.withDefault.includes(name) ? value : null] as const];
  });
}

function inBicep(value: Value): string {
  return typeof value === "object"
    ? `[${value.map(inBicep).join(", ")}]`
    : typeof value === "string"
      ? `'${value}'`
      : String(value);
}

function bicepParameters(parameters: Parameters, spec: VaultSpec): string {
  return declared(parameters, spec)
    .map(
      ([name, { type }, value]) =>
        `param ${name} ${bicepTypes[type]}${value === null ? "" : ` = ${inBicep(value)}`}\n`,
    )
    .join("");
}

const bicep: Writer = {
  mainPath: "main.bicep",
  modulePath: "modules/kv.bicep",
  valuesEnding: ".bicepparam",
  comment: "//",
  vault: (parameters, spec) => {
    const said = (name: string): string =>
      spec.open.includes(name) ? name : inBicep(spec.values[name] ?? "");
    const subnet =
      spec.subnet === null
        ? ""
        : `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'app', properties: { addressPrefix: '10.0.1.0/24'${spec.subnet === "without" ? "" : ", serviceEndpoints: [{ service: 'Microsoft.KeyVault' }]"} } }
    ]
  }
}
`;
    const rules =
      spec.subnet === null ? "" : "      virtualNetworkRules: [{ id: vnet.properties.subnets[0].id }]\n";
    return `${bicepParameters(parameters, spec)}${subnet}resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = if (${said("created")}) {
  name: 'kv-generated'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
${spec.isPublic === null ? "" : `    publicNetworkAccess: '${spec.isPublic ? "Enabled" : "Disabled"}'\n`}    networkAcls: {
      defaultAction: ${said("action")}
${spec.bypass === null ? "" : `      bypass: '${spec.bypass}'\n`}      ipRules: [for range in ${said("ranges")}: { value: range }]
${rules}    }
  }
}
`;
  },
  caller: (parameters, spec) =>
    `${bicepParameters(parameters, spec)}module vault 'modules/kv.bicep' = {
  name: 'vault'
  params: {
${spec.open.map((name) => `    ${name}: ${name}\n`).join("")}  }
}
`,
  values: (values, using) =>
    `using '${using}'\n${Object.entries(values)
      .map(([name, value]) => `param ${name} = ${inBicep(value)}\n`)
      .join("")}`,
  twin: (parameters, spec) =>
    arm
      .vault(parameters, { ...spec, subnet: null })
      .replace("{", `{ "metadata": { "_generator": { "name": "bicep", "version": "0.30.23.60470" } },`),
  test: (parameters, spec) =>
    `module tested 'main.bicep' = {
  name: 'tested'
  params: {
${declared(parameters, spec)
  .map(([name, { values }]) => `    ${name}: ${inBicep(values[0] ?? "")}\n`)
  .join("")}  }
}
`,
};

function armParameters(parameters: Parameters, spec: VaultSpec): object {
  return Object.fromEntries(
    declared(parameters, spec).map(([name, { type }, value]) => [
      name,
      { type: armTypes[type], ...(value === null ? {} : { defaultValue: value }) },
    ]),
  );
}

const arm: Writer = {
  mainPath: "main.json",
  modulePath: "modules/kv.json",
  valuesEnding: ".parameters.json",
  comment: "//",
  vault: (parameters, spec) => {
    const said = (name: string): unknown =>
      spec.open.includes(name) ? `[parameters('${name}')]` : spec.values[name];
    const network = {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name: "vnet",
      location: "westeurope",
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [
          {
            name: "app",
            properties: {
              addressPrefix: "10.0.1.0/24",
              ...(spec.subnet === "without" ? {} : { serviceEndpoints: [{ service: "Microsoft.KeyVault" }] }),
            },
          },
        ],
      },
    };
    const id = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]";
    const vault = {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2024-11-01",
      name: "kv-generated",
      location: "westeurope",
      condition: said("created"),
      properties: {
        ...(spec.isPublic === null ? {} : { publicNetworkAccess: spec.isPublic ? "Enabled" : "Disabled" }),
        networkAcls: {
          defaultAction: said("action"),
          ...(spec.bypass === null ? {} : { bypass: spec.bypass }),
          copy: [
            {
              name: "ipRules",
              count: `[length(${listText(spec, "ranges")})]`,
              input: { value: `[${listText(spec, "ranges")}[copyIndex('ipRules')]]` },
            },
          ],
          ...(spec.subnet === null ? {} : { virtualNetworkRules: [{ id }] }),
        },
      },
    };
    return templateText(spec.subnet === null ? [vault] : [network, vault], {
      parameters: armParameters(parameters, spec),
    });
  },
  caller: (parameters, spec) =>
    templateText(
      [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "vault",
          properties: {
            mode: "Incremental",
            templateLink: { relativePath: "modules/kv.json" },
            parameters: Object.fromEntries(
              spec.open.map((name) => [name, { value: `[parameters('${name}')]` }]),
            ),
          },
        },
      ],
      { parameters: armParameters(parameters, spec) },
    ),
  values: (values) => parametersText(values),
};

function listText(spec: VaultSpec, name: string): string {
  if (spec.open.includes(name)) return `parameters('${name}')`;
  const value = spec.values[name];
  return `createArray(${typeof value === "object" ? value.map((each) => `'${each}'`).join(", ") : ""})`;
}

function terraformVariables(parameters: Parameters, spec: VaultSpec): string {
  return declared(parameters, spec)
    .map(
      ([name, { type }, value]) =>
        `variable "${name}" {\n  type = ${terraformTypes[type]}\n${value === null ? "" : `  default = ${JSON.stringify(value)}\n`}}\n`,
    )
    .join("");
}

const terraform: Writer = {
  mainPath: "main.tf",
  modulePath: "modules/kv/main.tf",
  valuesEnding: ".tfvars",
  comment: "#",
  vault: (parameters, spec) => {
    const said = (name: string): string =>
      spec.open.includes(name) ? `var.${name}` : JSON.stringify(spec.values[name] ?? "");
    const subnet =
      spec.subnet === null
        ? ""
        : `resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.0.1.0/24"]
${spec.subnet === "without" ? "" : `  service_endpoints    = ["Microsoft.KeyVault"]\n`}}
`;
    const rules = spec.subnet === null ? "" : "    virtual_network_subnet_ids = [azurerm_subnet.app.id]\n";
    return `${terraformVariables(parameters, spec)}${subnet}resource "azurerm_key_vault" "kv" {
  count               = ${said("created")} ? 1 : 0
  name                = "kv-generated"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
${spec.isPublic === null ? "" : `  public_network_access_enabled = ${String(spec.isPublic)}\n`}  network_acls {
    default_action = ${said("action")}
${spec.bypass === null ? "" : `    bypass         = "${spec.bypass}"\n`}    ip_rules       = ${said("ranges")}
${rules}  }
}
`;
  },
  caller: (parameters, spec) =>
    `${terraformVariables(parameters, spec)}module "vault" {
  source = "./modules/kv"
${spec.open.map((name) => `  ${name} = var.${name}\n`).join("")}}
`,
  values: (values) =>
    Object.entries(values)
      .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
      .join(""),
};

/** How each language writes the files of a workspace. */
export const languages = { arm, bicep, terraform } as const satisfies Readonly<Record<string, Writer>>;
