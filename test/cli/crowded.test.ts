import { expect, test } from "vitest";
import { main } from "../../server/src/cli/main.ts";
import type { Host } from "../../server/src/cli/host.ts";
import { testGrammar } from "../support/hcl-grammar.ts";
import { linked, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

/** What a run says where there is room for so much. */
function runIn(room: number, ...argv: readonly string[]): readonly [number, string, string] {
  let [out, error] = ["", ""];
  const host: Host = {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    grammar: () => testGrammar,
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
    room,
  };
  return [main(argv, host), out, error];
}

const commands = [
  "check --format json",
  "check --format json --environment *",
  "check --format sarif --permissions",
  "vaults --format json --environment *",
  "simulate --format json --from internet",
  "test --format json",
];

test.each(commands)("%s says the same about the examples where nothing is kept", (command) => {
  expect(runIn(0, ...command.split(" "), "examples")).toEqual(
    runIn(Infinity, ...command.split(" "), "examples"),
  );
});

/** A root without vaults, to whose network another one refers. */
const hub = `resource "azurerm_virtual_network" "hub" {
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

const app = `resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet-hub'
  scope: resourceGroup('rg-hub')
  resource app 'subnets' existing = { name: 'app' }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-app'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: hub::app.id }] } }
}
`;

/** Roots with vaults, one without that declares their network, and one with nothing; what is broken, unread, accepted and compiled. */
const files = {
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
  "compiled/main.json": templateText([vaultResource("kv-app", { defaultAction: "Allow" })], {
    metadata: { _generator: { name: "bicep", version: "0.30.0", templateHash: "1" } },
  }),
  ".github/workflows/ci.yml":
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: az keyvault update --name kv-app --default-action Allow\n",
};

test.each(commands)("%s says the same about linked roots where nothing is kept", (command) => {
  const { folder, remove } = workspace(files);
  const answers = [Infinity, 0].map((room) => runIn(room, ...command.split(" "), folder));
  remove();
  expect(answers[1]).toEqual(answers[0]);
});

test("the network of a root that was let go is still that of a vault in another one", () => {
  const { folder, remove } = workspace({ "hub/main.tf": hub, "app/main.bicep": app });
  const [, report] = runIn(0, "check", "--format", "json", folder);
  const [, alone] = runIn(0, "check", "--format", "json", `${folder}/app`);
  remove();
  expect(codesIn(report)).not.toEqual(codesIn(alone));
});

function codesIn(report: string): readonly string[] {
  // The shape is what the tests of the contract are about.
  const { findings } = JSON.parse(report) as { findings: readonly { code: string }[] };
  return findings.map(({ code }) => code);
}
