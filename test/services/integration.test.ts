import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { everyConsumerIn } from "../../server/src/core/services/consumers/find-consumers.ts";
import type { Integration } from "../../server/src/core/services/consumers/integration.ts";

/** What a resource writes, and what of its integration follows. */
type Row = readonly [name: string, written: string, expected: Partial<Integration>];

const subnet = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/app";
const reference = "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/one)";

function site(properties: string, more = ""): string {
  return `param anything bool
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  kind: 'app'
  properties: {
    virtualNetworkSubnetId: '${subnet}'
    ${properties}
  }
}
${more}`;
}

function settings(...more: readonly string[]): string {
  return `siteConfig: { appSettings: [ { name: 'ONE', value: '${reference}' }${more.map((each) => `, ${each}`).join("")} ] }`;
}

const sites: readonly Row[] = [
  ["nothing", site(settings()), { routesPublic: "no", routesPrivate: "yes", dns: "network" }],
  ["a property of 2020", site(`${settings()}\n    vnetRouteAllEnabled: true`), { routesPublic: "yes" }],
  [
    "all outbound traffic",
    site(`${settings()}\n    outboundVnetRouting: { allTraffic: true }`),
    { routesPublic: "yes" },
  ],
  [
    "the traffic of the application",
    site(`${settings()}\n    outboundVnetRouting: { applicationTraffic: true, allTraffic: false }`),
    { routesPublic: "yes" },
  ],
  ["a setting", site(settings("{ name: 'WEBSITE_VNET_ROUTE_ALL', value: '1' }")), { routesPublic: "yes" }],
  [
    "a setting that is off",
    site(settings("{ name: 'WEBSITE_VNET_ROUTE_ALL', value: '0' }")),
    { routesPublic: "no" },
  ],
  [
    "settings that are declared on their own",
    site(
      settings(),
      "resource own 'Microsoft.Web/sites/config@2024-04-01' = { parent: site, name: 'appsettings', properties: { WEBSITE_VNET_ROUTE_ALL: '1' } }",
    ),
    { routesPublic: "yes" },
  ],
  [
    "a configuration that is declared on its own",
    site(
      settings(),
      "resource web 'Microsoft.Web/sites/config@2024-04-01' = { parent: site, name: 'web', properties: { vnetRouteAllEnabled: true } }",
    ),
    { routesPublic: "yes" },
  ],
  [
    "a parameter",
    site(`${settings()}\n    vnetRouteAllEnabled: anything`),
    { routesPublic: "maybe", because: [{ kind: "parameter", name: "anything", domain: [true, false] }] },
  ],
  [
    "a Flex Consumption plan",
    site(`${settings()}\n    functionAppConfig: { runtime: { name: 'node' } }`),
    { routesPublic: "yes" },
  ],
  ["Linux", site(`${settings()}\n    reserved: true`), { routesPublic: "no", routesPrivate: "maybe" }],
  [
    "a DNS server",
    site(`${settings()}\n    dnsConfiguration: { dnsServers: [ '10.0.0.4' ] }`),
    { dns: "own" },
  ],
  [
    "Azure's DNS server",
    site(settings("{ name: 'WEBSITE_DNS_SERVER', value: '168.63.129.16' }")),
    { dns: "azure" },
  ],
];

function webApp(type: string, written: string, more = ""): string {
  return `resource "${type}" "site" {
  name = "site"
  app_settings = {
    ONE = "${reference}"
  }
  ${written}
}
${more}`;
}

const apps: readonly Row[] = [
  [
    "Windows",
    webApp("azurerm_windows_web_app", `virtual_network_subnet_id = "${subnet}"`),
    { routesPublic: "no", routesPrivate: "yes" },
  ],
  [
    "Linux",
    webApp("azurerm_linux_web_app", `virtual_network_subnet_id = "${subnet}"`),
    { routesPublic: "no", routesPrivate: "maybe" },
  ],
  [
    "Route All",
    webApp(
      "azurerm_linux_web_app",
      `virtual_network_subnet_id = "${subnet}"\n  site_config {\n    vnet_route_all_enabled = true\n  }`,
    ),
    { routesPublic: "yes", routesPrivate: "yes" },
  ],
  [
    "a Flex Consumption plan",
    webApp("azurerm_function_app_flex_consumption", `virtual_network_subnet_id = "${subnet}"`),
    { routesPublic: "yes" },
  ],
  [
    "a connection that is declared on its own",
    webApp(
      "azurerm_windows_web_app",
      "",
      `resource "azurerm_app_service_virtual_network_swift_connection" "c" {\n  app_service_id = azurerm_windows_web_app.site.id\n  subnet_id = "${subnet}"\n}`,
    ),
    { routesPublic: "no" },
  ],
];

function integrationsIn(root: string, text: string): readonly Integration[] {
  const document = { id: root, text };
  const { worlds } = analyze({
    root,
    files: {
      get: (path) => (path === root ? document : null),
      resolve: (_from, path) => path,
      list: (folder) => (folder === "/" ? [root] : null),
    },
  });
  return worlds.flatMap(({ network }) =>
    everyConsumerIn(network).flatMap(({ place }) =>
      place.kind === "subnets" ? place.subnets.map(({ integration }) => integration) : [],
    ),
  );
}

describe.each([
  ["Bicep", "/main.bicep", sites],
  ["azurerm", "/main.tf", apps],
] as const)("in %s", (_, root, rows) => {
  it.each(rows)("%s", (_name, written, expected) => {
    const [first] = integrationsIn(root, written);
    expect(first).toMatchObject(expected);
  });
});
