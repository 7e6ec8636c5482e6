import { describe, expect, it } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import { analyzeFolder, vaultsOf } from "./workspace.ts";

const open =
  '"publicNetworkAccess": "Enabled", "networkAcls": { "defaultAction": "Allow", "bypass": "None" }';
const text = `{ "properties": { ${open} } }`;

function azapi(body: string, more = ""): string {
  return `resource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv"\n  parent_id = "/subscriptions/0/resourceGroups/rg"\n  body = ${body}\n${more}}\n`;
}

describe("a body of JSON", () => {
  const locals = `locals {\n  body = jsonencode({ properties = { publicNetworkAccess = "Enabled", networkAcls = { defaultAction = "Allow", bypass = "None" }, tenantId = var.tenant } })\n  action = "Allow"\n}\n`;

  it.each([
    ["a heredoc", `<<BODY\n${text}\nBODY`],
    ["a heredoc with a known part", `<<BODY\n${text.replace("Allow", "${local.action}")}\nBODY`],
    [
      "a heredoc with an unknown part",
      `<<BODY\n${text.replace('"Enabled"', '"Enabled", "tenantId": "${var.tenant}"')}\nBODY`,
    ],
    ["a file", 'file("kv.json")'],
    ["a local", "local.body"],
    ["a string", JSON.stringify(text)],
  ])("is read from %s", (_, body) => {
    const files = { "main.tf": locals + azapi(body), "kv.json": text };
    expect(vaultsOf(files)).toMatchObject([
      { exposure: "public", publicNetworkAccess: "Enabled", defaultAction: "Allow", bypass: "None" },
    ]);
  });

  it.each([
    ["is not JSON", '"{"'],
    ["has unknown properties", `<<BODY\n{ "properties": \${var.properties} }\nBODY`],
    ["has a number with an unknown part", `<<BODY\n{ "properties": {}, "size": 1\${var.size} }\nBODY`],
    ["has an unknown name", `<<BODY\n{ "properties": { "\${var.name}": "Enabled" } }\nBODY`],
  ])("of which nothing is known if it %s", (_, body) => {
    expect(vaultsOf({ "main.tf": azapi(body) })).toMatchObject([{ exposure: "depends" }]);
  });
});

describe("the output of a vault", () => {
  const closed =
    '{ properties = { publicNetworkAccess = "Disabled", networkAcls = { defaultAction = "Deny", bypass = "None" } } }';
  const app = (uri: string): string =>
    `resource "azurerm_linux_web_app" "app" {\n  name = "app"\n  app_settings = { X = "@Microsoft.KeyVault(SecretUri=\${${uri}}secrets/a)" }\n  site_config {}\n  identity {\n    type = "SystemAssigned"\n  }\n}\n`;

  it.each([
    ["azapi_resource.kv.output.properties.vaultUri", 'response_export_values = ["properties.vaultUri"]'],
    ["jsondecode(azapi_resource.kv.output).properties.vaultUri", 'response_export_values = ["*"]'],
    ["azapi_resource.kv.output.uri", 'response_export_values = { uri = "properties.vaultUri" }'],
    ["azapi_resource.kv.output.all.vaultUri", 'response_export_values = { all = "properties" }'],
  ])("has its address: %s", (uri, exported) => {
    const files = { "main.tf": azapi(closed, `  ${exported}\n`) + app(uri) };
    expect(check(analyzeFolder(files)).map(({ code }) => code)).toEqual(["KV501"]);
  });

  it.each([
    ["azapi_resource.kv.output.uri", 'response_export_values = { uri = "properties.[vaultUri][0]" }'],
    ["azapi_resource.kv.output.uri", "response_export_values = var.exported"],
  ])("may have another one: %s with %s", (uri, exported) => {
    const files = { "main.tf": azapi(closed, `  ${exported}\n`) + app(uri) };
    expect(check(analyzeFolder(files)).map(({ code }) => code)).toEqual([]);
  });
});

it("a list of vaults and an answer about one are none", () => {
  const list =
    'data "azapi_resource_list" "all" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  parent_id = "/subscriptions/0/resourceGroups/rg"\n}\n';
  const answer = list
    .replace("azapi_resource_list", "azapi_resource_action")
    .replace("parent_id", "resource_id");
  expect(vaultsOf({ "main.tf": list + answer })).toEqual([]);
});
