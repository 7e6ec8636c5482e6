import { describe, expect, it } from "vitest";
import { subnetLabel } from "../../server/src/core/access/source.ts";
import { analyze } from "../../server/src/core/index.ts";
import { everyConsumerIn } from "../../server/src/core/services/consumers/find-consumers.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

/**
 * What integrates an app into a network may be a resource of its own: `networkConfig`, the `config` called *virtualNetwork* whose id it
 * has, or a swift connection of azurerm.
 */
const reference = "@Microsoft.KeyVault(VaultName=kv;SecretName=s)";

const bicepHead = `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.0.0/24' } }] }
}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  properties: { siteConfig: { appSettings: [{ name: 'S', value: '${reference}' }] } }
}
`;
const slot = `
resource slot 'Microsoft.Web/sites/slots@2024-04-01' = {
  parent: site
  name: 'stage'
  properties: { siteConfig: { appSettings: [{ name: 'S', value: '${reference}' }] } }
}
`;

function bicep(type: string, parent: string, name: string, properties: string): string {
  return `resource net '${type}@2022-03-01' = {\n  parent: ${parent}\n  name: '${name}'\n  properties: ${properties}\n}\n`;
}

const inApp = "{ subnetResourceId: vnet.properties.subnets[0].id, swiftSupported: true }";

function json(name: string, nested: string, more: string): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "site": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworks",
      "apiVersion": "2024-05-01",
      "name": "vnet",
      "properties": { "subnets": [{ "name": "app", "properties": { "addressPrefix": "10.0.0.0/24" } }] }
    },
    {
      "type": "Microsoft.Web/sites",
      "apiVersion": "2022-03-01",
      "name": ${JSON.stringify(name)},
      "properties": { "siteConfig": { "appSettings": [{ "name": "S", "value": "${reference}" }] } }
      ${nested}
    }
    ${more}
  ]
}`;
}

const subnetInJson = `"[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]"`;
const nested = `, "resources": [{ "type": "config", "apiVersion": "2018-02-01", "name": "virtualNetwork", "properties": { "subnetResourceId": ${subnetInJson}, "swiftSupported": true } }]`;
const besideIt = `, { "type": "Microsoft.Web/sites/config", "apiVersion": "2018-02-01", "name": "[concat(parameters('site'), '/virtualNetwork')]", "properties": { "subnetResourceId": ${subnetInJson}, "swiftSupported": true } }`;

const terraformHead = `
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.0.0.0/24"]
}
`;

function app(type: string, name: string, more = ""): string {
  return `resource "${type}" "${name}" {
  name         = "${name}"
  app_settings = { S = "${reference}" }
  ${more}
}
`;
}

function swift(of: string, more = "", type = "azurerm_app_service_virtual_network_swift_connection"): string {
  return `resource "${type}" "c" {\n  app_service_id = ${of}\n  subnet_id = azurerm_subnet.app.id\n  ${more}\n}\n`;
}

const ofSlot = "azurerm_app_service_slot_virtual_network_swift_connection";
const inSlots = [
  app("azurerm_linux_web_app", "site"),
  app("azurerm_linux_web_app_slot", "stage", "app_service_id = azurerm_linux_web_app.site.id"),
  app("azurerm_linux_web_app_slot", "other", "app_service_id = azurerm_linux_web_app.site.id"),
  swift("azurerm_linux_web_app.site.id", "slot_name = azurerm_linux_web_app_slot.stage.name", ofSlot),
];
const legacyInSlots = (app_: string, parent: string): string =>
  [
    app(`azurerm_${app_}`, "site"),
    app(`azurerm_${app_}_slot`, "stage", `${parent} = azurerm_${app_}.site.name`),
    app(`azurerm_${app_}_slot`, "other", `${parent} = azurerm_${app_}.site.name`),
    swift(`azurerm_${app_}.site.id`, `slot_name = azurerm_${app_}_slot.stage.name`, ofSlot),
  ].join("");

const azapi = `${app("azurerm_linux_web_app", "site")}resource "azapi_resource" "net" {
  type      = "Microsoft.Web/sites/config@2022-03-01"
  name      = "virtualNetwork"
  parent_id = azapi_resource.site.id
  body      = { properties = { subnetResourceId = azurerm_subnet.app.id, swiftSupported = true } }
}
resource "azapi_resource" "site" {
  type      = "Microsoft.Web/sites@2022-03-01"
  name      = "api"
  parent_id = "/subscriptions/s/resourceGroups/rg"
  body      = { properties = { siteConfig = { appSettings = [{ name = "S", value = "${reference}" }] } } }
}
`;

const config = "Microsoft.Web/sites/config";

describe("an app is integrated into a network by", () => {
  it.each<[string, string, string, string]>([
    [
      "config in Bicep",
      "main.bicep",
      bicepHead + bicep(config, "site", "virtualNetwork", inApp),
      "site: app",
    ],
    [
      "config of a slot",
      "main.bicep",
      bicepHead + slot + bicep("Microsoft.Web/sites/slots/config", "slot", "virtualNetwork", inApp),
      "site: outside, slot: app",
    ],
    [
      "networkConfig",
      "main.bicep",
      bicepHead + bicep("Microsoft.Web/sites/networkConfig", "site", "virtualNetwork", inApp),
      "site: app",
    ],
    ["config inside of an app in ARM JSON", "main.json", json("site", nested, ""), "site: app"],
    [
      "config beside an app in ARM JSON",
      "main.json",
      json("[parameters('site')]", "", besideIt),
      "[parameters('site')]: app",
    ],
    [
      "config in azapi",
      "main.tf",
      terraformHead + azapi,
      "azapi_resource.site: app, azurerm_linux_web_app.site: outside",
    ],
    [
      "a swift connection of azurerm_function_app",
      "main.tf",
      terraformHead + app("azurerm_function_app", "f") + swift("azurerm_function_app.f.id"),
      "azurerm_function_app.f: app",
    ],
    [
      "a swift connection of azurerm_app_service",
      "main.tf",
      terraformHead + app("azurerm_app_service", "f") + swift("azurerm_app_service.f.id"),
      "azurerm_app_service.f: app",
    ],
    [
      "a swift connection of a slot",
      "main.tf",
      terraformHead + inSlots.join(""),
      "azurerm_linux_web_app.site: outside, azurerm_linux_web_app_slot.stage: app, azurerm_linux_web_app_slot.other: outside",
    ],
    ...[
      ["app_service", "app_service_name"],
      ["function_app", "function_app_name"],
    ].map(([type = "", parent = ""]): [string, string, string, string] => [
      `a swift connection of azurerm_${type}_slot`,
      "main.tf",
      terraformHead + legacyInSlots(type, parent),
      `azurerm_${type}.site: outside, azurerm_${type}_slot.stage: app, azurerm_${type}_slot.other: outside`,
    ]),
  ])("%s", (_, file, text, expected) => {
    expect(placesIn(file, text)).toBe(expected);
  });
});

describe("an app is not integrated by", () => {
  it.each<[string, string, string, string]>([
    ["another configuration", "main.bicep", bicepHead + bicep(config, "site", "web", inApp), "site: outside"],
    [
      "settings that are not known",
      "main.bicep",
      `param settings object\n${bicepHead}${bicep(config, "site", "appsettings", "settings")}`,
      "site: outside",
    ],
    [
      "the configuration of its slot",
      "main.bicep",
      bicepHead + slot + bicep("Microsoft.Web/sites/slots/config", "slot", "virtualNetwork", inApp),
      "site: outside, slot: app",
    ],
    [
      "the connection of another app",
      "main.tf",
      terraformHead +
        app("azurerm_function_app", "f") +
        app("azurerm_function_app", "g") +
        swift("azurerm_function_app.g.id"),
      "azurerm_function_app.f: outside, azurerm_function_app.g: app",
    ],
  ])("%s", (_, file, text, expected) => {
    expect(placesIn(file, text)).toBe(expected);
  });
});

/** Where the apps of a template call from, as far as their own settings hold a reference. */
function placesIn(file: string, text: string): string {
  const { worlds } = analyze({ root: `/${file}`, files: filesInMemory({ [`/${file}`]: text }) });
  const network = worlds[0]?.network;
  const places = network ? everyConsumerIn(network).flatMap(placeOf) : [];
  return places.join(", ");
}

type Consumer = ReturnType<typeof everyConsumerIn>[number];

function placeOf({ resource: { symbol }, place }: Consumer): readonly string[] {
  if (place.kind !== "subnets") return [`${symbol}: ${place.kind}`];
  const subnets = place.subnets.map(({ link }) =>
    link.kind === "declared" ? subnetLabel(link.to) : link.kind,
  );
  return [`${symbol}: ${subnets.map((each) => each.replace("vnet/", "")).join("+")}`];
}
