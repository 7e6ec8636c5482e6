/** A language of templates. */
export type Language = "ARM JSON" | "Bicep" | "Terraform";

/** A way in which deployments grow. */
export interface Shape {
  readonly what: string;
  /** The number before it is multiplied by four. */
  readonly count: number;
  /** The files of a deployment with that number, by path. */
  readonly files: (count: number, language: Language) => ReadonlyMap<string, string>;
}

/** The ways in which deployments grow. */
export const shapes: readonly Shape[] = [
  { what: "open vaults in one template", count: 300, files: single((count) => many(count, openVault)) },
  {
    what: "closed vaults with IP rules",
    count: 300,
    files: single((count) => many(count, (at) => vault(at, addresses(5, at), []))),
  },
  {
    what: "IP rules of one vault",
    count: 1_500,
    files: single((count) => [vault(0, addresses(count, 0), [])]),
  },
  {
    what: "subnets, and rules for them at one vault",
    count: 200,
    files: single((count) => [
      ...many(count, subnet),
      vault(
        0,
        [],
        many(count, (at) => at),
      ),
    ]),
  },
  {
    what: "consumers of one vault",
    count: 200,
    files: single((count) => [vault(0, ["203.0.113.7"], []), ...many(count, (at) => consumer(at, 0))]),
  },
  {
    what: "vaults, each with a consumer",
    count: 150,
    files: single((count) => many(count, (at) => [vault(at, ["203.0.113.7"], []), consumer(at, at)]).flat()),
  },
  {
    what: "vaults, each with a private endpoint",
    count: 150,
    files: single((count) => [subnet(0), ...many(count, (at) => [vault(at, [], []), endpoint(at)])].flat()),
  },
  { what: "calls of one module", count: 150, files: calls },
  { what: "environments of one template", count: 16, files: environments },
  { what: "roots in one folder", count: 100, files: roots },
  { what: "roots that use the vault of another one", count: 100, files: linkedRoots },
];

/** A declaration in each language. */
type Declaration = Readonly<Record<Language, string>>;

function many<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

const mainFiles: Readonly<Record<Language, string>> = {
  "ARM JSON": "main.json",
  Bicep: "main.bicep",
  Terraform: "main.tf",
};

function single(declarations: (count: number) => readonly Declaration[]): Shape["files"] {
  return (count, language) =>
    new Map([[mainFiles[language], templateText(language, declarations(count), "", "")]]);
}

/** A template of declarations, preceded by its parameters, with the defaults of ARM JSON's. */
function templateText(
  language: Language,
  declarations: readonly Declaration[],
  head: string,
  armParameters: string,
): string {
  const texts = declarations.map((each) => each[language]);
  if (language !== "ARM JSON") return [head, ...texts].join("\n");
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {${armParameters}},
  "resources": [
${texts.join(",\n")}
  ]
}
`;
}

function addresses(count: number, from: number): readonly string[] {
  return many(count, (at) => `20.${((from + at) >> 7) & 127}.${((from + at) << 1) & 255}.${from & 255}`);
}

function openVault(at: number): Declaration {
  return {
    "ARM JSON": `{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv-${at}", "location": "westeurope",
  "properties": { "networkAcls": { "defaultAction": "Allow" } } }`,
    Bicep: `resource kv${at} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${at}'
  location: 'westeurope'
  properties: {
    networkAcls: { defaultAction: 'Allow' }
  }
}`,
    Terraform: `resource "azurerm_key_vault" "kv${at}" {
  name     = "kv-${at}"
  location = "westeurope"
  network_acls {
    default_action = "Allow"
    bypass         = "None"
  }
}`,
  };
}

function vault(at: number, ips: readonly string[], subnets: readonly number[]): Declaration {
  const armRules = ips.map((ip) => `{ "value": "${ip}" }`).join(",\n");
  const armSubnets = subnets.map((each) => `{ "id": "${armSubnetId(each)}" }`).join(",\n");
  const bicepRules = ips.map((ip) => `{ value: '${ip}' }`).join("\n");
  const bicepSubnets = subnets.map((each) => `{ id: subnet${each}.id }`).join("\n");
  return {
    "ARM JSON": `{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv-${at}", "location": "westeurope",
  "properties": { "publicNetworkAccess": "Enabled", "networkAcls": { "defaultAction": "Deny", "bypass": "None",
    "ipRules": [${armRules}],
    "virtualNetworkRules": [${armSubnets}] } } }`,
    Bicep: `resource kv${at} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${at}'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [
${bicepRules}
      ]
      virtualNetworkRules: [
${bicepSubnets}
      ]
    }
  }
}`,
    Terraform: `resource "azurerm_key_vault" "kv${at}" {
  name     = "kv-${at}"
  location = "westeurope"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    ip_rules                   = [${ips.map((ip) => `"${ip}"`).join(",\n")}]
    virtual_network_subnet_ids = [${subnets.map((each) => `azurerm_subnet.subnet${each}.id`).join(",\n")}]
  }
}`,
  };
}

function armSubnetId(at: number): string {
  return `[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'subnet${at}')]`;
}

function subnet(at: number): Declaration {
  return {
    "ARM JSON": `{ "type": "Microsoft.Network/virtualNetworks/subnets", "apiVersion": "2023-05-01", "name": "vnet/subnet${at}",
  "properties": { "addressPrefix": "10.${at >> 8}.${at & 255}.0/24", "serviceEndpoints": [{ "service": "Microsoft.KeyVault" }] } }`,
    Bicep: `resource subnet${at} 'Microsoft.Network/virtualNetworks/subnets@2023-05-01' = {
  name: 'vnet/subnet${at}'
  properties: { addressPrefix: '10.${at >> 8}.${at & 255}.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
}`,
    Terraform: `resource "azurerm_subnet" "subnet${at}" {
  name                 = "subnet${at}"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.${at >> 8}.${at & 255}.0/24"]
  service_endpoints    = ["Microsoft.KeyVault"]
}`,
  };
}

/** A web app that reads a secret of a vault. */
function consumer(at: number, of: number): Declaration {
  return {
    "ARM JSON": `{ "type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "app-${at}", "location": "westeurope", "identity": { "type": "SystemAssigned" },
  "properties": { "siteConfig": { "appSettings": [{ "name": "S", "value": "[concat('@Microsoft.KeyVault(SecretUri=', reference(resourceId('Microsoft.KeyVault/vaults', 'kv-${of}'), '2023-07-01').vaultUri, 'secrets/s)')]" }] } } }`,
    Bicep: `resource app${at} 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app-${at}'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: { siteConfig: { appSettings: [ { name: 'S', value: '@Microsoft.KeyVault(SecretUri=\${kv${of}.properties.vaultUri}secrets/s)' } ] } }
}`,
    Terraform: `resource "azurerm_linux_web_app" "app${at}" {
  name     = "app-${at}"
  location = "westeurope"
  identity {
    type = "SystemAssigned"
  }
  app_settings = {
    S = "@Microsoft.KeyVault(SecretUri=\${azurerm_key_vault.kv${of}.vault_uri}secrets/s)"
  }
}`,
  };
}

function endpoint(at: number): Declaration {
  return {
    "ARM JSON": `{ "type": "Microsoft.Network/privateEndpoints", "apiVersion": "2023-05-01", "name": "pe-${at}", "location": "westeurope",
  "properties": { "subnet": { "id": "${armSubnetId(0)}" }, "privateLinkServiceConnections": [{ "name": "c", "properties": {
    "privateLinkServiceId": "[resourceId('Microsoft.KeyVault/vaults', 'kv-${at}')]", "groupIds": ["vault"] } }] } }`,
    Bicep: `resource pe${at} 'Microsoft.Network/privateEndpoints@2023-05-01' = {
  name: 'pe-${at}'
  location: 'westeurope'
  properties: {
    subnet: { id: subnet0.id }
    privateLinkServiceConnections: [ { name: 'c', properties: { privateLinkServiceId: kv${at}.id, groupIds: ['vault'] } } ]
  }
}`,
    Terraform: `resource "azurerm_private_endpoint" "pe${at}" {
  name      = "pe-${at}"
  location  = "westeurope"
  subnet_id = azurerm_subnet.subnet0.id
  private_service_connection {
    name                           = "c"
    private_connection_resource_id = azurerm_key_vault.kv${at}.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
}`,
  };
}

/** A vault whose name and default action are parameters. */
const open = openVault(0);
const named: Declaration = {
  "ARM JSON": open["ARM JSON"]
    .replace('"kv-0"', `"[parameters('name')]"`)
    .replace('"Allow"', `"[parameters('action')]"`),
  Bicep: open.Bicep.replace("'kv-0'", "name").replace("'Allow'", "action"),
  Terraform: open.Terraform.replace('"kv-0"', "var.name").replace('"Allow"', "var.action"),
};

function namedVault(language: Language): string {
  const head =
    language === "Bicep"
      ? "param name string = 'kv'\nparam action string = 'Allow'\n"
      : 'variable "name" {\n  default = "kv"\n}\nvariable "action" {\n  default = "Allow"\n}\n';
  const arm = `"name": { "type": "string", "defaultValue": "kv" }, "action": { "type": "string", "defaultValue": "Allow" }`;
  return templateText(language, [named], head, arm);
}

function calls(count: number, language: Language): ReadonlyMap<string, string> {
  const module =
    language === "Terraform"
      ? "modules/vault/main.tf"
      : `modules/vault.${language === "Bicep" ? "bicep" : "json"}`;
  const call = (at: number): Declaration => ({
    "ARM JSON": `{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "m${at}", "properties": { "mode": "Incremental",
  "templateLink": { "relativePath": "modules/vault.json" }, "parameters": { "name": { "value": "kv-${at}" } } } }`,
    Bicep: `module m${at} 'modules/vault.bicep' = {\n  name: 'm${at}'\n  params: { name: 'kv-${at}' }\n}`,
    Terraform: `module "m${at}" {\n  source = "./modules/vault"\n  name   = "kv-${at}"\n}`,
  });
  return new Map([
    [mainFiles[language], templateText(language, many(count, call), "", "")],
    [module, namedVault(language)],
  ]);
}

function environments(count: number, language: Language): ReadonlyMap<string, string> {
  const action = (at: number): string => (at % 2 === 0 ? "Allow" : "Deny");
  const values = (at: number): readonly [path: string, text: string] => {
    switch (language) {
      case "Terraform":
        return [`env${at}.tfvars`, `action = "${action(at)}"\n`];
      case "Bicep":
        return [`main.env${at}.bicepparam`, `using 'main.bicep'\nparam action = '${action(at)}'\n`];
      case "ARM JSON":
        return [
          `main.env${at}.parameters.json`,
          `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": { "action": { "value": "${action(at)}" } } }`,
        ];
    }
  };
  return new Map([[mainFiles[language], namedVault(language)], ...many(count, values)]);
}

function roots(count: number, language: Language): ReadonlyMap<string, string> {
  return new Map(
    many(count, (at) => [
      `part${at}/${mainFiles[language]}`,
      templateText(language, [openVault(at)], "", ""),
    ]),
  );
}

/** A root that declares a vault, and roots with an app that reads a secret of it. */
function linkedRoots(count: number, language: Language): ReadonlyMap<string, string> {
  const file = mainFiles[language];
  const lookup =
    language === "Bicep"
      ? "resource kv0 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv-0'\n}"
      : 'data "azurerm_key_vault" "kv0" {\n  name = "kv-0"\n}';
  const app = (at: number): Declaration => {
    const { Terraform, ...others } = consumer(at, 0);
    return { ...others, Terraform: Terraform.replace("azurerm_key_vault.kv0", "data.azurerm_key_vault.kv0") };
  };
  return new Map([
    [`hub/${file}`, templateText(language, [vault(0, ["203.0.113.7"], [])], "", "")],
    ...many(count, (at) => [`app${at}/${file}`, templateText(language, [app(at)], lookup, "")] as const),
  ]);
}
