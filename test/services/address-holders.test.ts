import { expect, it } from "vitest";
import { consumerCandidates } from "../../server/src/core/access/consumer-source.ts";
import { builtInTags, reportConsumers, reportVerdicts, resolveSource } from "../../server/src/core/index.ts";
import { analysesOf } from "../landscape/workspace.ts";

const bicep = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  location: 'westeurope'
  properties: { publicNetworkAccess: 'Disabled' }
}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  location: 'westeurope'
  properties: { siteConfig: { appSettings: [ { name: 'VAULT', value: kv.properties.vaultUri } ] } }
}
`;

it("an app that only holds the address of a vault is a caller of it in simulations and lists", () => {
  const worlds = analysesOf({ "/main.bicep": bicep }).flatMap((analysis) => analysis.worlds);
  expect(consumerCandidates("site", worlds)).toEqual(["site"]);
  expect(reportConsumers(worlds).map(({ label, vaults }) => [label, vaults])).toEqual([["site", ["kv"]]]);
  const reading = resolveSource("consumer:site", new Map(), { tags: builtInTags });
  const verdicts = "source" in reading ? reportVerdicts(worlds, "consumer:site", reading.source) : [];
  expect(verdicts.map(({ vault, verdict }) => [vault, verdict])).toEqual([["kv", "denied"]]);
});

it.each([
  "app_service",
  "function_app",
  "linux_web_app",
  "windows_web_app",
  "linux_function_app",
  "windows_function_app",
])("azurerm_%s and its slots hold addresses of vaults in their settings, and only there", (app) => {
  const resource = (type: string, name: string, settings: string): string =>
    `resource "azurerm_${type}" "${name}" {\n  name = "${name}"\n  ${settings}\n}\n`;
  const held = "app_settings = { VAULT = azurerm_key_vault.kv.vault_uri }";
  const text = [
    'resource "azurerm_key_vault" "kv" {\n  name = "kv-shop"\n  public_network_access_enabled = false\n}\n',
    resource(app, "site", held),
    resource(`${app}_slot`, "stage", held),
    resource(`${app}_slot`, "plain", "tags = { VAULT = azurerm_key_vault.kv.vault_uri }"),
  ].join("");
  const worlds = analysesOf({ "/main.tf": text }).flatMap((analysis) => analysis.worlds);
  expect(reportConsumers(worlds).map(({ label }) => label)).toEqual([
    `azurerm_${app}.site`,
    `azurerm_${app}_slot.stage`,
  ]);
});
