import { linked, parametersText, templateText, vaultResource } from "../workspace.ts";

/** A root without vaults, to whose network another one refers. */
export const hub = `resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.1.0/24"]
  service_endpoints    = []
}
`;

/** A root with a vault that a subnet of the other one may reach. */
export const app = `resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet-hub'
  scope: resourceGroup('rg-hub')
  resource app 'subnets' existing = { name: 'app' }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-app'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: hub::app.id }] } }
}
`;

function vault(name: string, action: string): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}'
  properties: { networkAcls: { defaultAction: '${action}', bypass: 'None' } }
}
`;
}

/** A template as the compiler of Bicep writes it. */
export function compiledText(resources: readonly object[]): string {
  return templateText(resources, {
    metadata: { _generator: { name: "bicep", version: "0.30.0", templateHash: "1" } },
  });
}

function calling(name: string): string {
  return `module kv '../shared/kv.bicep' = {\n  name: 'kv'\n  params: { name: '${name}' }\n}\n`;
}

/** Roots with vaults, one without that declares their network, and one with nothing; what is broken, unread, accepted and compiled. */
export const manyRoots = {
  "hub/main.tf": hub,
  "app/main.bicep": app,
  "user/main.tf": 'data "azurerm_key_vault" "kv" {\n  name = "kv-app"\n  resource_group_name = "rg"\n}\n',
  "quiet/main.json": templateText([{ type: "Microsoft.Web/sites", apiVersion: "2023-01-01", name: "w" }]),
  "quiet/main.parameters.json": parametersText({ size: 1 }),
  "accepted/main.bicep": "// keyvault-network-disable-file KV101: accepted\nparam a string\n",
  "unread/main.json": templateText([linked("missing", "missing.json")]),
  "unread/module.bicep": "module m 'br:contoso.azurecr.io/modules/vault:v1' = {\n  name: 'm'\n}\n",
  "broken/main.bicep": "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n",
  "compiled/main.bicep": "param a string\n",
  "compiled/main.json": compiledText([vaultResource("kv-app", { defaultAction: "Allow" })]),
  "twins/main.bicep": vault("kv-twin", "Deny"),
  "twins/main.json": compiledText([vaultResource("kv-twin", { defaultAction: "Allow" })]),
  // The compiled template has a vault, and what the source calls may have it; then the other way around.
  "unread-twins/main.bicep": "module m 'br:contoso.azurecr.io/modules/vault:v1' = {\n  name: 'm'\n}\n",
  "unread-twins/main.json": compiledText([vaultResource("kv-hidden", { defaultAction: "Allow" })]),
  "gone-twins/main.bicep": vault("kv-gone", "Deny"),
  "gone-twins/main.json": compiledText([]),
  "text/unread.txt": Buffer.from([0xff, 0xfe, 0x00]),
  "text/unread.bicep": `var action = loadTextContent('unread.txt')\n${vault("kv-unread", "Allow").replace("'Allow'", "action")}`,
  "text/main.bicep": `var action = loadTextContent('missing.txt')\n${vault("kv-text", "Allow").replace("'Allow'", "action")}`,
  "shared/kv.bicep": `param name string\n${vault("kv", "Allow").replace("'kv'", "name")}`,
  "tested/main.bicep": calling("kv-tested"),
  "tested/.keyvault-access.jsonc": JSON.stringify({
    version: 1,
    tests: [{ name: "closed", from: "internet", to: "*", expect: "deny" }],
  }),
  "settings/main.bicep": calling("kv-settings"),
  "settings/.keyvault-access.jsonc": JSON.stringify({ version: 1, rules: { KV101: "info" } }),
  "called/main.bicep": calling("kv-called"),
  "never/kv.bicep": vault("kv-once", "Allow"),
  "never/created/main.bicep": "module kv '../kv.bicep' = {\n  name: 'kv'\n}\n",
  "never/read/main.bicep": "module kv '../kv.bicep' = if (false) {\n  name: 'kv'\n}\n",
  "environments/main.bicep": `param isOpen bool\n${vault("kv-open", "Allow").replace("'Allow'", "isOpen ? 'Allow' : 'Deny'")}`,
  "environments/main.dev.bicepparam": "using 'main.bicep'\nparam isOpen = true\n",
  "environments/main.prod.bicepparam": "using 'main.bicep'\nparam isOpen = false\n",
  ".github/workflows/ci.yml":
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: az keyvault update --name kv-app --default-action Allow\n",
};
